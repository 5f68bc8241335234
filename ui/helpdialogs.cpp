// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/helpdialogs.h"

#include "ui/common/recordtable.h"

#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QMessageBox>
#include <QStandardItemModel>
#include <QTableView>
#include <QVBoxLayout>

namespace Fullstate {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Fullstate::HelpDialogs)
};

/// Keys of the table that belong to no action.
QStringList tableKeys()
{
    return {
        Tr::tr("Edit the cell") % u'\t' % Tr::tr("F2, Enter, or just type"),
        Tr::tr("Keep what was typed and go down") % u'\t' % Tr::tr("Enter"),
        Tr::tr("Keep what was typed and go right") % u'\t' % Tr::tr("Tab"),
        Tr::tr("Drop what was typed") % u'\t' % Tr::tr("Esc"),
        Tr::tr("Say that a value is not set, again: that it is empty") % u'\t' % Tr::tr("Ctrl+0"),
        Tr::tr("Go through the items of a list of words") % u'\t' % Tr::tr("Left, Right"),
        Tr::tr("Move or remove an item of a list") % u'\t' % Tr::tr("Alt+arrow, Del"),
        Tr::tr("Open or close a part of Details") % u'\t' % Tr::tr("Right, Left"),
        Tr::tr("Go to the next cell, to the one before") % u'\t' % Tr::tr("Tab, Shift+Tab"),
        Tr::tr("Go to where filled cells end") % u'\t' % Tr::tr("Ctrl+an arrow"),
        Tr::tr("Go to the first, the last cell of the row") % u'\t' % Tr::tr("Home, End"),
        Tr::tr("Go to the first, the last cell of all") % u'\t' % Tr::tr("Ctrl+Home, Ctrl+End"),
        Tr::tr("Choose the cells on the way") % u'\t' % Tr::tr("Shift with any of these"),
        Tr::tr("Choose whole resources, whole columns") % u'\t' % Tr::tr("Shift+Space, Ctrl+Space"),
        Tr::tr("Choose all cells") % u'\t' % Tr::tr("Ctrl+A"),
        Tr::tr("From a filter to the table") % u'\t' % Tr::tr("Enter, or Down"),
        Tr::tr("Clear a filter") % u'\t' % Tr::tr("Esc"),
        Tr::tr("Open the menu of a column's filter") % u'\t' % Tr::tr("Alt+Down"),
        Tr::tr("Open a menu for what is chosen") % u'\t' % Tr::tr("Menu, or Shift+F10"),
        Tr::tr("Follow a problem, open a receipt") % u'\t' % Tr::tr("Enter"),
    };
}

} // namespace

void showShortcuts(const QStringList &lines, QWidget *parent)
{
    auto *dialog = new QDialog(parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(Tr::tr("Keyboard shortcuts"));
    auto *model = new QStandardItemModel(0, 2, dialog);
    model->setHorizontalHeaderLabels({Tr::tr("Action"), Tr::tr("Keys")});
    const QStringList all = lines + tableKeys();
    for (const QString &line : all)
        model->appendRow(
            {new QStandardItem(line.section(u'\t', 0, 0)), new QStandardItem(line.section(u'\t', 1))});
    QTableView *table = createRecordTable(Tr::tr("Keyboard shortcuts"), model, dialog);
    setColumnWidths(*table, {40});
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, dialog);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    auto *layout = new QVBoxLayout(dialog);
    layout->addWidget(table);
    layout->addWidget(buttons);
    dialog->resize(table->fontMetrics().averageCharWidth() * 84, table->fontMetrics().height() * 36);
    dialog->open();
}

void showAbout(QWidget *parent)
{
    auto *box = new QMessageBox(parent);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(Tr::tr("About Fullstate"));
    box->setIconPixmap(QIcon(QStringLiteral(":/icons/fullstate.svg")).pixmap(64));
    box->setTextFormat(Qt::PlainText);
    box->setText(Tr::tr("Fullstate %1").arg(QCoreApplication::applicationVersion()));
    box->setInformativeText(
        Tr::tr("A workbench for people who feed a Vanta tenant by hand: it shows what a push would "
               "delete, add and change before anything is sent.\n\n"
               "Free software under the GNU General Public License, version 3 or later. Icons: "
               "Breeze, by the KDE community, LGPL 3 or later.\n\n"
               "Not made or endorsed by Vanta."));
    box->setStandardButtons(QMessageBox::Close);
    box->open();
}

} // namespace Fullstate
