// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

namespace Fullstate {

/// A field for a secret: hidden as it is typed, and neither undo, dragging, copying nor an input method keeps
/// another copy of it.
class SecretField final : public QLineEdit
{
    Q_OBJECT

public:
    explicit SecretField(const QString &accessibleName, QWidget *parent = nullptr);
    ~SecretField() override;

    /// Without the white space that copying from a web page brings along.
    QByteArray secret() const;

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
};

} // namespace Fullstate
