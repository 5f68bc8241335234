// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/draft/detailspane.h"

#include "app/draft/draft.h"
#include "app/draft/resourcetable.h"
#include "app/schema/equality.h"
#include "ui/common/icons.h"
#include "ui/draft/fieldeditor.h"

#include <QFormLayout>
#include <QJsonArray>
#include <QLabel>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>
#include <utility>

namespace Fullstate {

namespace {

QLabel *plainLabel(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->hide();
    return label;
}

/// The name of a field, in a line for each part of its path where there is no room for all.
QLabel *nameLabel(const FieldPath &path, QWidget *parent)
{
    const QString name = path.text();
    auto *label = new QLabel(QString(name).replace(u'.', QStringLiteral(".\u200b")), parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setAccessibleName(name);
    return label;
}

void showText(QLabel &label, const QString &text)
{
    label.setText(text);
    label.setVisible(!text.isEmpty());
}

QString toolTipOf(const Field &field)
{
    QStringList lines{field.description.toHtmlEscaped()};
    lines.append(field.required ? DetailsPane::tr("Required.") : DetailsPane::tr("May be left out."));
    return QStringLiteral("<qt>%1</qt>").arg(lines.join(QStringLiteral("<br>")));
}

} // namespace

DetailsPane::DetailsPane(QWidget *parent)
    : QGroupBox(tr("Details"), parent)
    , m_note(new QLabel(this))
    , m_scroll(new QScrollArea(this))
{
    setObjectName(QStringLiteral("details"));
    m_note->setObjectName(QStringLiteral("detailsNote"));
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setAccessibleName(tr("Fields of the resource"));
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_note);
    layout->addWidget(m_scroll, 1);
    m_note->setText(note(0));
}

DetailsPane::~DetailsPane()
{
    m_draft.clear();
    delete m_scroll; // its editors call back when they lose the focus: not later than this
}

void DetailsPane::showResource(Draft *draft, int row, int selected)
{
    const bool exists = draft && row >= 0 && static_cast<size_t>(row) < draft->rows().size();
    const quint64 key = exists ? draft->rows()[static_cast<size_t>(row)].key : 0;
    if (m_draft != draft || m_key != key)
        commitPending();
    const bool sameResource = m_draft == draft && m_key == key && exists;
    m_draft = draft;
    m_row = exists ? row : -1;
    m_key = key;
    std::vector<FieldPath> paths;
    if (exists)
        paths = fieldPaths(draft->type(), draft->rows()[static_cast<size_t>(row)].resource);
    if (paths != m_paths)
        rebuild(std::move(paths));
    if (!sameResource) {
        for (const Entry &entry : m_entries) {
            if (entry.editor) // what was typed for another resource is not this one's
                FieldEditor::setValue(entry.editor, *entry.path.field, QJsonValue(QJsonValue::Undefined));
        }
    }
    m_note->setText(note(selected));
    refresh();
}

void DetailsPane::setProblems(std::vector<Problem> problems)
{
    m_problems = std::move(problems);
    refresh();
}

void DetailsPane::rebuild(std::vector<FieldPath> paths)
{
    m_paths = std::move(paths);
    m_entries.clear();
    auto *page = new QWidget;
    auto *form = new QFormLayout(page);
    form->setRowWrapPolicy(QFormLayout::WrapAllRows); // names are long, and values longer
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    for (const FieldPath &path : m_paths)
        addEntry(*form, path);
    if (QWidget *old = m_scroll->takeWidget()) {
        old->hide();
        old->deleteLater(); // one of its editors may be what caused this
    }
    m_scroll->setWidget(page);
}

void DetailsPane::addEntry(QFormLayout &form, const FieldPath &path)
{
    QWidget *page = form.parentWidget();
    Entry entry{path};
    if (path.isHeading()) {
        form.addRow(createHeading(path, page));
        m_entries.push_back(entry);
        return;
    }
    QLabel *name = nameLabel(path, page);
    entry.editor = FieldEditor::create(*path.field, page);
    entry.editor->setAccessibleName(path.text());
    entry.editor->setToolTip(toolTipOf(*path.field));
    name->setToolTip(toolTipOf(*path.field));
    name->setBuddy(entry.editor);
    entry.before = plainLabel(page);
    entry.problem = plainLabel(page);
    auto *column = new QVBoxLayout;
    column->setSpacing(2);
    column->addWidget(entry.editor);
    column->addWidget(entry.before);
    column->addWidget(entry.problem);
    if (path.field->kind == Field::Kind::List && !path.field->fields.empty()) {
        auto *row = new QHBoxLayout;
        QToolButton *add = addListButton(*row, tr("Add to %1").arg(path.text()), path, [](QJsonArray &items) {
            items.append(QJsonObject()); // nothing is filled in silently
        });
        add->setIcon(icon(QStringLiteral("list-add")));
        add->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        row->addStretch();
        column->addLayout(row);
    }
    form.addRow(name, column);
    FieldEditor::whenDone(entry.editor, this, [this, index = m_entries.size()] { commit(index); });
    m_entries.push_back(entry);
}

/// Of an object or of an item of a list, with what can be done to it.
QWidget *DetailsPane::createHeading(const FieldPath &path, QWidget *page)
{
    auto *heading = new QWidget(page);
    auto *row = new QHBoxLayout(heading);
    row->setContentsMargins(0, 0, 0, 0);
    QLabel *name = nameLabel(path, heading);
    QFont bold = name->font();
    bold.setBold(true);
    name->setFont(bold);
    row->addWidget(name, 1);
    if (!path.isItem())
        return heading;
    const FieldPath list = path.parent();
    const qsizetype at = path.steps.back().item;
    const qsizetype count = valueOf(list).toArray().size();
    const auto move = [at](qsizetype to) {
        return [at, to](QJsonArray &items) {
            const QJsonValue item = items.takeAt(at);
            items.insert(to, item);
        };
    };
    if (at > 0)
        addListButton(*row, tr("Move %1 up").arg(path.text()), list, move(at - 1))->setArrowType(Qt::UpArrow);
    if (at + 1 < count)
        addListButton(*row, tr("Move %1 down").arg(path.text()), list, move(at + 1))
            ->setArrowType(Qt::DownArrow);
    addListButton(*row, tr("Remove %1").arg(path.text()), list, [at](QJsonArray &items) {
        items.removeAt(at);
    })->setIcon(icon(QStringLiteral("list-remove")));
    return heading;
}

QToolButton *DetailsPane::addListButton(QHBoxLayout &row, const QString &text, const FieldPath &list,
                                        std::function<void(QJsonArray &items)> edit)
{
    auto *button = new QToolButton;
    button->setText(text);
    button->setAccessibleName(text);
    button->setToolTip(text);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    row.addWidget(button);
    connect(button, &QToolButton::clicked, this, [this, list, text, edit = std::move(edit)] {
        commitPending();
        QJsonArray items = valueOf(list).toArray();
        edit(items);
        setValue(list, items, text);
    });
    return button;
}

QJsonValue DetailsPane::valueOf(const FieldPath &path) const
{
    return valueAt(m_draft->rows()[static_cast<size_t>(m_row)].resource, path);
}

void DetailsPane::setValue(const FieldPath &path, const QJsonValue &value, const QString &undoText)
{
    const QJsonObject &resource = m_draft->rows()[static_cast<size_t>(m_row)].resource;
    m_draft->edit({{m_row, path.topField(), topValueWith(resource, path, value)}}, undoText);
}

void DetailsPane::refresh()
{
    if (!m_draft || m_row < 0 || static_cast<size_t>(m_row) >= m_draft->rows().size())
        return;
    m_scroll->setEnabled(m_draft->changeOf(m_row) != Draft::Change::Removed);
    for (const Entry &entry : m_entries) {
        if (entry.editor)
            refreshEntry(entry);
    }
}

void DetailsPane::refreshEntry(const Entry &entry)
{
    const Field &field = *entry.path.field;
    const QJsonValue value = valueAt(m_draft->rows()[static_cast<size_t>(m_row)].resource, entry.path);
    if (!entry.editor->hasFocus() || !FieldEditor::editedValue(entry.editor, field))
        FieldEditor::setValue(entry.editor, field, value);
    QString before;
    if (const QJsonObject *base = m_draft->baseOf(m_row)) {
        const QJsonValue held = valueAt(*base, entry.path);
        if (!sameValue(field, held, value))
            before = tr("The tenant holds: %1")
                         .arg(held.isUndefined() || held.isNull() ? placeholderText(held)
                                                                  : displayText(field, held));
    }
    showText(*entry.before, before);
    showText(*entry.problem, problemsOf(entry.path));
}

QString DetailsPane::note(int selected) const
{
    if (m_row < 0)
        return tr("Choose a resource to see its fields.");
    QStringList notes;
    if (selected > 1)
        notes.append(tr("%1 resources are chosen; this is the current one.").arg(selected));
    switch (m_draft->changeOf(m_row)) {
    case Draft::Change::Removed:
        notes.append(tr("Removed: deleted by the next push. Revert brings it back."));
        break;
    case Draft::Change::Added:
        notes.append(tr("Added by the next push."));
        break;
    case Draft::Change::Changed:
        notes.append(tr("Changed by the next push."));
        break;
    case Draft::Change::None:
        notes.append(tr("As the tenant holds it."));
        break;
    }
    return notes.join(u' ');
}

QString DetailsPane::problemsOf(const FieldPath &path) const
{
    const QString name = path.text();
    QStringList messages;
    for (const Problem &problem : m_problems) {
        if (problem.row == m_row && problem.field == name)
            messages.append(
                (problem.severity == Problem::Severity::Error ? tr("Problem: %1") : tr("Worth a look: %1"))
                    .arg(problem.message));
    }
    return messages.join(u'\n');
}

void DetailsPane::commit(size_t entry)
{
    if (!m_draft || m_row < 0 || entry >= m_entries.size() || !m_entries[entry].editor)
        return;
    const FieldPath path = m_entries[entry].path; // the edit may rebuild the entries
    const std::optional<QJsonValue> value = FieldEditor::editedValue(m_entries[entry].editor, *path.field);
    if (!value)
        return;
    FieldEditor::setValue(m_entries[entry].editor, *path.field, *value); // done: no edit is pending any more
    setValue(path, *value, tr("Edit %1").arg(path.text()));
}

void DetailsPane::commitPending()
{
    // The row may have moved since it was shown; its key has not.
    if (!m_draft || m_row < 0 || static_cast<size_t>(m_row) >= m_draft->rows().size()
        || m_draft->rows()[static_cast<size_t>(m_row)].key != m_key)
        return;
    for (size_t entry = 0; entry < m_entries.size(); ++entry)
        commit(entry);
}

} // namespace Fullstate
