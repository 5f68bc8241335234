// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/schema/resourcetype.h"

#include <QPointer>
#include <QWizardPage>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QTableWidget;

namespace Fullstate {

class Job;
struct CsvFormat;
struct ImportDraft;

/// "File": which file, how its text is split, and a picture of its first rows.
class FilePage final : public QWizardPage
{
    Q_OBJECT

public:
    FilePage(ImportDraft &draft, const ResourceType &type, QWidget *parent = nullptr);
    ~FilePage() override;

    void initializePage() override;
    bool isComplete() const override;

private:
    void browse();
    /// Reads the file again; the format is detected unless \p asChosen.
    void read(bool asChosen);
    CsvFormat chosenFormat() const;
    void showFormat(const CsvFormat &format);
    void showPicture();
    void showProblem(const QString &message);

    ImportDraft &m_draft;
    ResourceType m_type;
    QLineEdit *m_fileName;
    QComboBox *m_delimiter;
    QComboBox *m_encoding;
    QCheckBox *m_headerRow;
    QTableWidget *m_picture;
    QProgressBar *m_progress;
    QLabel *m_status;
    QPointer<Job> m_reading;
};

} // namespace Fullstate
