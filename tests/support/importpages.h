// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/workjob.h"
#include "tests/support/importfiles.h"
#include "tests/support/warnings.h"
#include "ui/import/columnspage.h"
#include "ui/import/filepage.h"
#include "ui/import/importstate.h"
#include "ui/import/problemspage.h"
#include "ui/import/rowspage.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QWizard>

namespace Fullstate {

/// What assistive technology would call it: its own name, the text of a button, or the label in front.
inline QString nameOf(const QWidget *widget)
{
    const auto plain = [](QString text) { return text.remove(QLatin1Char('&')).remove(QLatin1Char(':')); };
    if (!widget->accessibleName().isEmpty())
        return widget->accessibleName();
    if (const auto *button = qobject_cast<const QAbstractButton *>(widget);
        button && !button->text().isEmpty())
        return plain(button->text());
    const QList<QLabel *> labels = widget->window()->findChildren<QLabel *>();
    for (const QLabel *label : labels) {
        if (label->buddy() == widget)
            return plain(label->text());
    }
    return {};
}

/// The visible one of that name; fails the test when there is none.
template<typename Widget>
Widget *named(const QWidget *in, const char *name)
{
    const QList<Widget *> all = in->findChildren<Widget *>();
    for (Widget *widget : all) {
        if (widget->isVisible() && nameOf(widget) == QString::fromUtf8(name))
            return widget;
    }
    qFatal("there is no visible “%s”", name);
    return nullptr;
}

inline bool isShown(const QWidget *in, const char *name)
{
    const QList<QWidget *> all = in->findChildren<QWidget *>();
    return std::any_of(all.begin(), all.end(), [name](const QWidget *widget) {
        return widget->isVisible() && nameOf(widget) == QString::fromUtf8(name);
    });
}

inline QString textOf(const QWidget *in, const char *objectName)
{
    const auto *label = in->findChild<QLabel *>(QString::fromLatin1(objectName));
    return label && label->isVisible() ? label->text() : QString();
}

inline void press(QWidget *in, const char *button)
{
    QTest::keyClick(named<QAbstractButton>(in, button), Qt::Key_Space);
}

/// Types into a box or a line, as a user does who starts over.
inline void typeInto(QWidget *widget, const QString &text)
{
    widget->setFocus();
    if (auto *box = qobject_cast<QComboBox *>(widget))
        widget = box->lineEdit();
    QTest::keyClick(widget, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(widget, Qt::Key_Delete);
    QTest::keyClicks(widget, text);
}

/// Types into a cell that can be edited, and leaves it.
inline void typeIntoCell(QTableView *table, int row, int column, const QString &text)
{
    table->setFocus();
    table->setCurrentIndex(table->model()->index(row, column)); // which may open the editor
    if (!table->indexWidget(table->currentIndex()))
        QTest::keyClick(table, Qt::Key_F2);
    const QPointer<QWidget> editor = table->indexWidget(table->currentIndex());
    QVERIFY(editor);
    typeInto(editor, text);
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_VERIFY(!editor);
}

template<typename Dialog = QDialog>
Dialog *openDialog(QWidget *in)
{
    Dialog *open = nullptr;
    const auto isOpen = [in, &open] {
        const QList<Dialog *> all = in->findChildren<Dialog *>();
        for (Dialog *dialog : all)
            open = dialog->isVisible() ? dialog : open;
        return open != nullptr;
    };
    return QTest::qWaitFor(isOpen) && QTest::qWaitForWindowActive(open) ? open : nullptr;
}

/// Puts a name into the file dialog that is open, Qt's own, and presses its Save or Open.
inline void chooseInFileDialog(QWidget *in, const QString &name)
{
    auto *dialog = openDialog<QFileDialog>(in);
    QVERIFY(dialog);
    // Pasted: typing opens a list of what could be meant, over the buttons.
    dialog->findChild<QLineEdit *>(QStringLiteral("fileNameEdit"))->setText(name);
    const QPointer<QFileDialog> open = dialog;
    const auto *buttons = dialog->findChild<QDialogButtonBox *>(QStringLiteral("buttonBox"));
    const bool isSaving = dialog->acceptMode() == QFileDialog::AcceptSave;
    QTest::mouseClick(buttons->button(isSaving ? QDialogButtonBox::Save : QDialogButtonBox::Open),
                      Qt::LeftButton);
    QTRY_VERIFY(!open);
}

/// The pages of the import wizard over a draft of the test's.
class PagesUnderTest
{
public:
    explicit PagesUnderTest(const ResourceType &type, std::vector<QJsonObject> draft = {},
                            const Scope &scope = {}, const QByteArray &remembered = {},
                            const std::function<void()> &asked = {})
        : state({type,
                 [draft = std::move(draft), asked] {
                     if (asked)
                         asked();
                     std::vector<DraftRow> rows;
                     for (const QJsonObject &resource : draft)
                         rows.push_back(
                             {rows.size() + 1, resource, resource.value(UniqueIdField).toString(), false});
                     return rows;
                 },
                 scope,
                 [this, remembered](const QString &header, QObject *owner) {
                     askedFor.append(header);
                     return new ReadyJob<QByteArray>(remembered, owner);
                 }})
    {
        wizard.addPage(new FilePage(state));
        wizard.addPage(new ColumnsPage(state));
        wizard.addPage(new RowsPage(state));
        wizard.addPage(new ProblemsPage(state));
        wizard.resize(900, 700);
        wizard.show();
        if (!QTest::qWaitForWindowExposed(&wizard))
            qFatal("the wizard does not show");
    }

    QWizardPage *page() const { return wizard.currentPage(); }

    /// Types the name of a file that holds this, and waits until it was read, or could not be.
    void typeFile(const QByteArray &content)
    {
        QFile file(m_folder.filePath(QStringLiteral("people.csv")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
        file.close();
        auto *name = named<QLineEdit>(page(), "File");
        typeInto(name, file.fileName());
        QTest::keyClick(name, Qt::Key_Tab);
        QTRY_VERIFY(page()->isComplete() || !textOf(page(), "status").isEmpty());
    }

    /// Goes on as soon as that is possible.
    void next()
    {
        QTRY_VERIFY(page()->isComplete());
        wizard.next();
    }

    QStringList askedFor; ///< the headers that a mapping was asked for
    ImportState state;
    QWizard wizard;

private:
    QTemporaryDir m_folder;
};

} // namespace Fullstate
