// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;

namespace Fullstate {

class ConnectionTree;

/// Tree "Connections" below the field "Filter connections", which narrows it as somebody types.
class ConnectionPanel final : public QWidget
{
    Q_OBJECT

public:
    /// Takes the tree over.
    explicit ConnectionPanel(ConnectionTree *tree, QWidget *parent = nullptr);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void filter(const QString &text);
    void enterTree();

    ConnectionTree *m_tree;
    QLineEdit *m_field;
    QLabel *m_nothing;
};

} // namespace Fullstate
