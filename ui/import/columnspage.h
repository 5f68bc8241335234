// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/import/rulefacts.h"

#include <QPointer>
#include <QWizardPage>

class QLabel;
class QTableWidget;

namespace Fullstate {

class ImportState;
class Job;

/// "Columns": which field each column of the file goes into, with samples and what will not fit.
class ColumnsPage final : public QWizardPage
{
    Q_OBJECT

public:
    explicit ColumnsPage(ImportState &state, QWidget *parent = nullptr);
    ~ColumnsPage() override;

    void initializePage() override;
    void cleanupPage() override;
    bool isComplete() const override;

private:
    void fill();
    void addRow(int row);
    void showRule(int row);
    void showFacts(int row, bool all = true);
    void choose(int row, const QString &typed);
    void change(int row);
    void setRule(int row, const FieldRule &rule);
    void addField();
    void saveMapping();
    void loadMapping();
    void showNotes();
    QString undecided() const;
    /// Of the rules that changed; of all when \p rows is empty.
    void gather(const std::vector<int> &rows);
    /// Of the first rows, or of all.
    void gatherOf(const std::vector<int> &rules, bool all);
    void takeFacts(const std::vector<int> &rules, const std::vector<RuleFacts> &facts, bool all);

    ImportState &m_state;
    QTableWidget *m_table;
    QLabel *m_notes;
    QString m_said; ///< how saving or loading a mapping went; gone once something is chosen
    std::vector<RuleFacts> m_facts; ///< of each rule, as far as known
    QPointer<Job> m_gathering;
    bool m_hasLooked = false; ///< at the first rows, of every rule
};

} // namespace Fullstate
