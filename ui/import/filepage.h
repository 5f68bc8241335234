// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QWizardPage>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QProgressBar;
class QTableWidget;

namespace Fullstate {

class ImportState;
class Job;
struct CsvFile;
struct CsvFormat;
struct CsvHead;

/// "File": which file, how its text is split, and a picture of its first rows.
class FilePage final : public QWizardPage
{
    Q_OBJECT

public:
    explicit FilePage(ImportState &state, QWidget *parent = nullptr);
    ~FilePage() override;

    void initializePage() override;
    bool isComplete() const override;

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void buildFields();
    void browse();
    void paste();
    void takeFileName(const QString &name);
    /// Reads the file again; the format is detected unless \p asChosen.
    void read(bool asChosen);
    CsvFormat chosenFormat() const;
    void showFormat(const CsvFile &file);
    void showPicture(const CsvFile &file);
    void showRead();
    void showFailure(const QString &message);
    void showHead(const CsvHead &head);

    ImportState &m_state;
    QFormLayout *m_form;
    QLineEdit *m_fileName;
    QComboBox *m_sheet;
    QComboBox *m_delimiter;
    QComboBox *m_quote;
    QComboBox *m_encoding;
    QCheckBox *m_headerRow;
    QTableWidget *m_picture;
    QProgressBar *m_progress;
    QLabel *m_status;
    QByteArray m_head; ///< the first bytes of what was read, for a picture at once
    bool m_isEncodingChosen = false;
    QPointer<Job> m_headJob; ///< of a file that could not be read
};

} // namespace Fullstate
