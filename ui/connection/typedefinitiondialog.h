// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QTableWidget;

namespace Fullstate {

class Catalog;

/// The JSON Type Definition of one resource set, pasted or opened from a file, and beside it the fields that
/// it declares. Only a definition that can be used is accepted; none at all can.
class TypeDefinitionDialog final : public QDialog
{
    Q_OBJECT

public:
    /// The catalog must outlive the dialog.
    TypeDefinitionDialog(const Catalog &catalog, QString typeName, const QByteArray &definition,
                         QWidget *parent);

    QByteArray definition() const; ///< empty: none

private:
    void openFile();
    void read(const QString &fileName);
    void judge();

    const Catalog &m_catalog;
    const QString m_typeName;
    QPlainTextEdit *m_text;
    QTableWidget *m_fields;
    QLabel *m_verdict;
    QPushButton *m_accept;
};

} // namespace Fullstate
