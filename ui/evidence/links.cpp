// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/evidence/links.h"

#include "app/evidence/upload.h"

#include <QAction>
#include <QClipboard>
#include <QCoreApplication>
#include <QDesktopServices>
#include <QGuiApplication>
#include <QMessageBox>
#include <QPushButton>
#include <QTableView>
#include <QUrl>

namespace Fullstate {

namespace {

struct LinksText
{
    Q_DECLARE_TR_FUNCTIONS(Fullstate::Links)
};

} // namespace

LinkButtons addLinkButtons(QTableView &table, int role)
{
    const LinkButtons buttons{new QPushButton(LinksText::tr("&Open link"), &table),
                              new QPushButton(LinksText::tr("Cop&y link"), &table)};
    const auto link = [&table, role] { return table.currentIndex().data(role).toString(); };
    QObject::connect(buttons.open, &QPushButton::clicked, &table, [link, &table] {
        const QString url = link();
        if (!isOpenable(url) || QDesktopServices::openUrl(QUrl(url)))
            return;
        auto *box = new QMessageBox(QMessageBox::Information, LinksText::tr("Open link"),
                                    LinksText::tr("No web browser could be started. The link is %1").arg(url),
                                    QMessageBox::Close, table.window());
        box->setAttribute(Qt::WA_DeleteOnClose);
        box->setTextFormat(Qt::PlainText);
        box->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        box->open();
    });
    QObject::connect(buttons.copy, &QPushButton::clicked, &table,
                     [link] { QGuiApplication::clipboard()->setText(link()); });
    for (QPushButton *button : {buttons.open, buttons.copy}) {
        button->setAutoDefault(false);
        auto *action = new QAction(button->text(), &table);
        QObject::connect(action, &QAction::triggered, button, &QPushButton::click);
        table.addAction(action);
        const auto follow = [button, action, link] {
            button->setEnabled(isOpenable(link()));
            action->setEnabled(button->isEnabled());
        };
        QObject::connect(table.selectionModel(), &QItemSelectionModel::currentChanged, button, follow);
        QObject::connect(table.model(), &QAbstractItemModel::modelReset, button, follow);
        QObject::connect(table.model(), &QAbstractItemModel::dataChanged, button, follow);
        QObject::connect(table.model(), &QAbstractItemModel::rowsRemoved, button, follow);
        follow();
    }
    return buttons;
}

} // namespace Fullstate
