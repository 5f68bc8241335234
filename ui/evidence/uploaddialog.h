// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/connection/connection.h"
#include "app/evidence/upload.h"

#include <QDialog>

class QComboBox;
class QDateEdit;
class QLabel;
class QPlainTextEdit;
class QProgressBar;
class QPushButton;
class QSettings;
class QTableView;
class QVBoxLayout;

namespace Fullstate {

class Services;
class UploadList;

/// Uploads files as evidence for one document of a tenant, one after the other, and says of each what came of
/// it. Closing asks while uploads run.
class UploadDialog final : public QDialog
{
    Q_OBJECT

public:
    UploadDialog(Services &services, const Connection &connection, QWidget *parent = nullptr);
    /// Without the composition root; \p settings, which may be null, remembers the dialog's size.
    UploadDialog(UploadList *list, const Connection &connection, QSettings *settings,
                 QWidget *parent = nullptr);
    ~UploadDialog() override;

    /// Offered as document IDs, the likeliest first.
    void suggestDocuments(const QStringList &documentIds);
    void done(int result) override;

Q_SIGNALS:
    void recorded(); ///< History has changed

protected:
    void reject() override;

private:
    QWidget *buildForm();
    QWidget *buildFiles();
    QWidget *buildButtons();
    void connectList();
    void addFiles();
    void removeFiles();
    void upload();
    void follow();
    void showMessage();
    void saySkipped(const QStringList &reasons);
    QString scopeNotice() const;

    Connection m_connection;
    QSettings *m_settings;
    UploadList *m_list;
    QComboBox *m_document;
    QDateEdit *m_date;
    QPlainTextEdit *m_description;
    QTableView *m_files;
    QPushButton *m_add;
    QPushButton *m_remove;
    QLabel *m_message;
    QProgressBar *m_progress;
    QPushButton *m_upload;
    QPushButton *m_cancel;
    QPushButton *m_close;
};

} // namespace Fullstate
