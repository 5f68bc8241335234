// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/export/exportjob.h"

#include <QDialog>
#include <QPointer>

class QCheckBox;
class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QSettings;

namespace Fullstate {

class ColumnList;
class DraftSession;

/// What of a resource set goes into a CSV file, which columns and rows of it, and how. Stays open until the
/// file is there.
class ExportDialog final : public QDialog
{
    Q_OBJECT

public:
    /// \p shownRows and \p chosenRows are rows of the draft: what the filters show, and what is chosen.
    ExportDialog(DraftSession &session, const std::vector<int> &shownRows, const std::vector<int> &chosenRows,
                 QSettings &settings, QWidget *parent);
    ~ExportDialog() override;

    void reject() override; ///< while a file is written, that is cancelled instead
    void done(int result) override;

Q_SIGNALS:
    /// The outcome in words.
    void concluded(const QString &message);

private:
    enum class What { Draft, Snapshot, Plan, Problems };
    enum class Rows { All, Shown, Chosen };

    QWidget *buildChoices();
    QWidget *buildButtons();
    What what() const;
    bool holdsResources() const { return what() == What::Draft || what() == What::Snapshot; }
    std::vector<QJsonObject> draftResources(Rows rows) const;
    std::function<ExportTable()> table() const;
    QString columnsKey() const;

    void showCounts();
    void showColumns();
    void rememberColumns();
    void follow();
    void chooseFile();
    void save(const QString &fileName);
    void finish(const Result<qsizetype> &written, const QString &fileName);

    DraftSession &m_session;
    QSettings &m_settings;
    std::vector<quint64> m_shown; ///< keys of rows
    std::vector<quint64> m_chosen;
    QComboBox *m_what;
    QComboBox *m_rows;
    QComboBox *m_delimiter;
    ColumnList *m_columns;
    QCheckBox *m_guard;
    QCheckBox *m_mark;
    QLabel *m_message;
    QProgressBar *m_progress;
    QWidget *m_inputs = nullptr; ///< all that is to be left alone while a file is written
    QPushButton *m_save = nullptr;
    QPointer<ExportJob> m_job;
};

} // namespace Fullstate
