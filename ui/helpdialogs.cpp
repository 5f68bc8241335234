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

struct HelpText
{
    Q_DECLARE_TR_FUNCTIONS(Fullstate::HelpDialogs)
};

/// Keys of the table that belong to no action.
QStringList tableKeys()
{
    return {
        HelpText::tr("Edit the cell") % u'\t' % HelpText::tr("F2, Enter, or just type"),
        HelpText::tr("Keep what was typed and go down") % u'\t' % HelpText::tr("Enter"),
        HelpText::tr("Keep what was typed and go right") % u'\t' % HelpText::tr("Tab"),
        HelpText::tr("Drop what was typed") % u'\t' % HelpText::tr("Esc"),
        HelpText::tr("Say that a value is not set, again: that it is empty") % u'\t' % HelpText::tr("Ctrl+0"),
        HelpText::tr("Go through the items of a list of words") % u'\t' % HelpText::tr("Left, Right"),
        HelpText::tr("Move or remove an item of a list") % u'\t' % HelpText::tr("Alt+arrow, Del"),
        HelpText::tr("Open or close a part of Details") % u'\t' % HelpText::tr("Right, Left"),
        HelpText::tr("Go to the next cell, to the one before") % u'\t' % HelpText::tr("Tab, Shift+Tab"),
        HelpText::tr("Go to where filled cells end") % u'\t' % HelpText::tr("Ctrl+an arrow"),
        HelpText::tr("Go to the first, the last cell of the row") % u'\t' % HelpText::tr("Home, End"),
        HelpText::tr("Go to the first, the last cell of all") % u'\t' % HelpText::tr("Ctrl+Home, Ctrl+End"),
        HelpText::tr("Choose the cells on the way") % u'\t' % HelpText::tr("Shift with any of these"),
        HelpText::tr("Choose whole resources, whole columns") % u'\t'
            % HelpText::tr("Shift+Space, Ctrl+Space"),
        HelpText::tr("Choose all cells") % u'\t' % HelpText::tr("Ctrl+A"),
        HelpText::tr("From a filter to the table") % u'\t' % HelpText::tr("Enter, or Down"),
        HelpText::tr("Clear a filter") % u'\t' % HelpText::tr("Esc"),
        HelpText::tr("Open the menu of a column's filter") % u'\t' % HelpText::tr("Alt+Down"),
        HelpText::tr("Open a menu for what is chosen") % u'\t' % HelpText::tr("Menu, or Shift+F10"),
        HelpText::tr("Follow a problem, open a receipt") % u'\t' % HelpText::tr("Enter"),
    };
}

} // namespace

void showShortcuts(const QStringList &lines, QWidget *parent)
{
    auto *dialog = new QDialog(parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(HelpText::tr("Keyboard shortcuts"));
    auto *model = new QStandardItemModel(0, 2, dialog);
    model->setHorizontalHeaderLabels({HelpText::tr("Action"), HelpText::tr("Keys")});
    const QStringList all = lines + tableKeys();
    for (const QString &line : all)
        model->appendRow(
            {new QStandardItem(line.section(u'\t', 0, 0)), new QStandardItem(line.section(u'\t', 1))});
    QTableView *table = createRecordTable(HelpText::tr("Keyboard shortcuts"), model, dialog);
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
    box->setWindowTitle(HelpText::tr("About Fullstate"));
    box->setIconPixmap(QIcon(QStringLiteral(":/icons/fullstate.svg")).pixmap(64));
    box->setTextFormat(Qt::PlainText);
    box->setText(HelpText::tr("Fullstate %1").arg(QCoreApplication::applicationVersion()));
    box->setInformativeText(
        HelpText::tr("A workbench for people who feed a Vanta tenant by hand: it shows what a push would "
                     "delete, add and change before anything is sent.\n\n"
                     "Free software under the GNU General Public License, version 3 or later. Icons: "
                     "Breeze, by the KDE community, LGPL 3 or later.\n\n"
                     "Not made or endorsed by Vanta."));
    box->setStandardButtons(QMessageBox::Close);
    box->open();
}

} // namespace Fullstate
