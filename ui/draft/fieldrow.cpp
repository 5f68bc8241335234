// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/draft/fieldrow.h"

#include "app/base/tooltips.h"
#include "app/draft/resourcetable.h"
#include "app/schema/timestamptext.h"
#include "ui/draft/fieldeditor.h"
#include "ui/draft/fieldhints.h"
#include "ui/draft/textbox.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QRegularExpression>
#include <QToolButton>
#include <QVBoxLayout>

namespace Fullstate {

namespace {

constexpr int Indent = 14; ///< pixels a level

QLabel *plainLabel(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->hide();
    return label;
}

void showText(QLabel &label, const QString &text)
{
    // A word without end, such as a link, may break rather than widen the form.
    static const QRegularExpression longWord(QStringLiteral("(\\S{30})(?=\\S)"));
    label.setText(QString(text).replace(longWord, QStringLiteral("\\1\u200b")));
    label.setVisible(!text.isEmpty());
}

int depthOf(const FieldPath &path)
{
    return static_cast<int>(path.steps.size()) - 1;
}

} // namespace

DetailsRow::DetailsRow(FieldPath path, QWidget *parent)
    : QWidget(parent)
    , m_path(std::move(path))
    , m_column(new QVBoxLayout(this))
    , m_before(plainLabel(this))
    , m_problems(plainLabel(this))
{
    m_column->setContentsMargins(Indent * depthOf(m_path), 0, 0, 0);
    m_column->setSpacing(2);
    m_column->addWidget(m_before);
    m_column->addWidget(m_problems);
}

QString DetailsRow::help() const
{
    const QString name = m_path.text() % u'\n';
    if (!m_path.isKnown())
        return name % tr("Not a field of this type: the tenant would refuse it. Kept as it is.");
    if (m_path.kind == FieldPath::Kind::Item)
        return name % tr("An item of the list. Del removes it, Alt+Up and Alt+Down move it.");
    return name % helpFor(*m_path.field);
}

void DetailsRow::setNotes(const QString &before, const QString &problems)
{
    showText(*m_before, before);
    showText(*m_problems, problems);
}

QToolButton *DetailsRow::addButton(QHBoxLayout &row, const QString &words)
{
    auto *button = new QToolButton(this);
    button->setText(words);
    button->setAccessibleName(words);
    button->setToolTip(asToolTip(words));
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    row.addWidget(button);
    return button;
}

QToolButton *DetailsRow::addJsonButton(QHBoxLayout &row)
{
    const QString words = tr("Edit %1 as JSON…").arg(m_path.text());
    QToolButton *button = addButton(row, words);
    button->setText(QStringLiteral("{ }"));
    connect(button, &QToolButton::clicked, this, &DetailsRow::jsonWanted);
    return button;
}

FieldRow::FieldRow(const FieldPath &path, QWidget *parent)
    : DetailsRow(path, parent)
    , m_name(new QLabel(this))
{
    const Field &field = *path.field;
    QString name = QString(path.lastName()).replace(u'.', QStringLiteral(".\u200b"));
    if (path.isKnown() && !field.required)
        name += u' ' % tr("(optional)");
    m_name->setText(name);
    m_name->setTextFormat(Qt::PlainText);
    m_name->setWordWrap(true);
    m_name->setAccessibleName(path.text());
    auto *row = new QHBoxLayout;
    row->addWidget(m_name, 1);
    if (isWordList(field) || field.kind == Field::Kind::Object || field.kind == Field::Kind::Json)
        addJsonButton(*row);
    column().insertLayout(0, row);
    take(FieldEditor::create(field, this));
}

void FieldRow::take(QWidget *editor)
{
    if (QWidget *old = std::exchange(m_editor, editor)) {
        column().removeWidget(old);
        QWidget::setTabOrder(old, editor);
        old->hide();
        old->deleteLater();
    }
    FieldEditor::setName(editor, path().text());
    m_name->setBuddy(editor);
    column().insertWidget(1, editor);
    editor->show(); // not on the next turn only, when the focus may have gone on
    FieldEditor::whenDone(editor, this, [this] { Q_EMIT done(); });
}

bool FieldRow::isEditing() const
{
    const QWidget *focus = QApplication::focusWidget();
    return focus && (focus == m_editor || m_editor->isAncestorOf(focus))
        && FieldEditor::editedValue(m_editor);
}

void FieldRow::showValue(const QJsonValue &value)
{
    const Field &field = *path().field;
    if (!m_hasLines && wantsLines(field, value) && !m_editor->hasFocus()) {
        m_hasLines = true;
        take(FieldEditor::createLines(field, this));
    }
    FieldEditor::setValue(m_editor, value);
    QString words = help();
    if (const QString zone = shownTimeZone(value.toString());
        field.kind == Field::Kind::Timestamp && !zone.isEmpty())
        words += u'\n' % tr("Local time (%1), stored as %2").arg(zone, value.toString());
    m_editor->setToolTip(asToolTip(words));
    m_name->setToolTip(asToolTip(words));
}

} // namespace Fullstate
