// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/schema/resourcetype.h"

#include <QPointer>
#include <QWizardPage>

class QLabel;
class QTableWidget;

namespace Fullstate {

class Job;
struct ImportDraft;

/// "Columns": which field each column of the file goes into, with samples and what will not fit.
class ColumnsPage final : public QWizardPage
{
    Q_OBJECT

public:
    ColumnsPage(ImportDraft &draft, const ResourceType &type, QWidget *parent = nullptr);

    void initializePage() override;
    bool isComplete() const override;

private:
    void addColumn(int column);
    void choose(int column, const QString &field);
    void showNotes();
    void countMisfits();

    ImportDraft &m_draft;
    ResourceType m_type;
    QTableWidget *m_table;
    QLabel *m_notes;
    QPointer<Job> m_counting;
};

} // namespace Fullstate
