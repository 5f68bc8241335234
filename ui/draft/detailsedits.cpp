// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the user does to the resource in a DetailsPane.

#include "app/draft/draft.h"
#include "app/schema/customproperties.h"
#include "app/schema/validator.h"
#include "ui/draft/detailspane.h"
#include "ui/draft/fieldeditor.h"
#include "ui/draft/jsondialog.h"

#include <QJsonArray>
#include <utility>

namespace Fullstate {

namespace {

/// Of a value on its own, whatever is wrong elsewhere.
std::vector<Problem> problemsOf(const FieldPath &path, const QJsonValue &value)
{
    if (!path.isKnown())
        return {};
    Field field = *path.field;
    if (path.kind == FieldPath::Kind::Item) {
        field.name = path.text();
        field.kind = Field::Kind::Object;
        field.required = true;
    }
    QJsonObject holder{{field.name, value}};
    return validateResource({.name = {}, .title = {}, .path = {}, .fields = {field}}, holder, 0);
}

/// Where the item of a list that stood at \p item stands after the edit.
qsizetype placeAfter(HeadingRow::Edit edit, qsizetype edited, qsizetype item)
{
    switch (edit) {
    case HeadingRow::Edit::MoveUp:
        return item == edited ? item - 1 : item == edited - 1 ? item + 1 : item;
    case HeadingRow::Edit::MoveDown:
        return item == edited ? item + 1 : item == edited + 1 ? item - 1 : item;
    case HeadingRow::Edit::Duplicate:
        return item > edited ? item + 1 : item;
    case HeadingRow::Edit::Remove:
        return item == edited ? -1 : item > edited ? item - 1 : item;
    }
    return item;
}

/// What is open stays so, wherever it goes.
QHash<QString, bool> movedOpen(const QHash<QString, bool> &open, const FieldPath &list, HeadingRow::Edit edit,
                               qsizetype edited)
{
    const QString prefix = list.text() % u'[';
    QHash<QString, bool> moved;
    for (auto it = open.begin(); it != open.end(); ++it) {
        const qsizetype end = it.key().indexOf(u']', prefix.size());
        if (!it.key().startsWith(prefix) || end < 0) {
            moved.insert(it.key(), it.value());
            continue;
        }
        const qsizetype place =
            placeAfter(edit, edited, QStringView(it.key()).mid(prefix.size(), end - prefix.size()).toInt());
        if (place >= 0)
            moved.insert(prefix % QString::number(place) % it.key().mid(end), it.value());
    }
    return moved;
}

QJsonArray edited(QJsonArray items, HeadingRow::Edit edit, qsizetype at)
{
    const QJsonValue item = items.at(at);
    switch (edit) {
    case HeadingRow::Edit::MoveUp:
        items.removeAt(at);
        items.insert(at - 1, item);
        break;
    case HeadingRow::Edit::MoveDown:
        items.removeAt(at);
        items.insert(at + 1, item);
        break;
    case HeadingRow::Edit::Duplicate:
        items.insert(at + 1, item);
        break;
    case HeadingRow::Edit::Remove:
        items.removeAt(at);
        break;
    }
    return items;
}

QString wordsFor(HeadingRow::Edit edit)
{
    switch (edit) {
    case HeadingRow::Edit::MoveUp:
        return HeadingRow::tr("Move %1 up");
    case HeadingRow::Edit::MoveDown:
        return HeadingRow::tr("Move %1 down");
    case HeadingRow::Edit::Duplicate:
        return HeadingRow::tr("Duplicate %1");
    case HeadingRow::Edit::Remove:
        break;
    }
    return HeadingRow::tr("Remove %1");
}

} // namespace

QJsonValue DetailsPane::valueOf(const FieldPath &path) const
{
    return valueAt(resource(), path);
}

bool DetailsPane::setValue(const FieldPath &path, const QJsonValue &value, const QString &undoText)
{
    if (!isShown() || !hasPlace(resource(), path))
        return false;
    m_draft->edit({{m_row, path.topField(), topValueWith(resource(), path, value)}}, undoText);
    return true;
}

void DetailsPane::addTo(const FieldPath &list)
{
    takeTyped();
    if (!isShown())
        return;
    QJsonArray items = valueOf(list).toArray();
    items.append(QJsonObject()); // nothing is filled in silently
    const FieldPath item = list.at(items.size() - 1);
    m_open.insert(list.text(), true);
    m_open.insert(item.text(), true);
    setValue(list, items, tr("Add to %1").arg(list.text()));
    follow();
    const auto heading = std::find_if(m_rows.begin(), m_rows.end(),
                                      [&item](const DetailsRow *row) { return row->path() == item; });
    if (heading != m_rows.end() && heading + 1 != m_rows.end())
        focusOn(*(heading + 1)); // its first field
}

void DetailsPane::editItem(const FieldPath &item, HeadingRow::Edit edit)
{
    takeTyped();
    if (!isShown() || !hasPlace(resource(), item))
        return;
    const FieldPath list = item.parent();
    const qsizetype at = item.item();
    m_open.insert(item.text(), isOpen(item)); // as it is now, however many there are then
    m_open = movedOpen(m_open, list, edit, at);
    const QJsonArray items = edited(valueOf(list).toArray(), edit, at);
    setValue(list, items, wordsFor(edit).arg(item.text()));
    follow();
    qsizetype next = placeAfter(edit, at, at);
    if (edit == HeadingRow::Edit::Duplicate)
        next = at + 1;
    else if (next < 0)
        next = qMin(at, items.size() - 1);
    focusOn(rowAt(next < 0 ? list : list.at(next)));
}

void DetailsPane::commit(FieldRow &row)
{
    if (!isShown())
        return;
    const FieldPath &path = row.path(); // a row that the edit takes away lives until the next turn
    const std::optional<QJsonValue> value = FieldEditor::editedValue(row.editor());
    if (!value)
        return;
    FieldEditor::setValue(row.editor(), *value); // done: no edit is pending any more
    setValue(path, *value, tr("Edit %1").arg(path.text()));
}

void DetailsPane::takeTyped()
{
    const std::vector<DetailsRow *> rows =
        m_rows; // an edit may rebuild them; what goes lives until the next turn
    for (DetailsRow *row : rows) {
        if (auto *field = qobject_cast<FieldRow *>(row))
            commit(*field);
    }
}

void DetailsPane::editJson(const FieldPath &path)
{
    takeTyped();
    if (!isShown())
        return;
    JsonDialog::Subject subject{path.text(), valueOf(path)};
    subject.check = [path](const QJsonValue &value) { return problemsOf(path, value); };
    subject.apply = [this, path, draft = m_draft, key = m_key](const QJsonValue &value) {
        return draft && draft == m_draft && key == m_key
            && setValue(path, value, tr("Edit %1 as JSON").arg(path.text()));
    };
    auto *dialog = new JsonDialog(std::move(subject), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void DetailsPane::editWholeJson()
{
    takeTyped();
    if (!isShown())
        return;
    const ResourceType &type = m_draft->type();
    JsonDialog::Subject subject{tr("Resource"), nested(type, resource())};
    subject.check = [&type](const QJsonValue &value) -> std::vector<Problem> {
        if (!value.isObject())
            return {{Problem::Severity::Error, 0, {}, {}, tr("A resource is a JSON object.")}};
        return validateResource(type, flattened(type, value.toObject()), 0);
    };
    subject.apply = [draft = m_draft, key = m_key](const QJsonValue &value) {
        const std::vector<int> rows = draft ? draft->rowsOf({key}) : std::vector<int>();
        if (rows.empty() || !value.isObject())
            return false;
        const QJsonObject wanted = flattened(draft->type(), value.toObject());
        QStringList names = draft->rows()[static_cast<size_t>(rows.front())].resource.keys() + wanted.keys();
        names.removeDuplicates();
        std::vector<FieldEdit> edits;
        for (const QString &name : std::as_const(names))
            edits.push_back({rows.front(), name, wanted.value(name)});
        draft->edit(edits, tr("Edit as JSON"));
        return true;
    };
    auto *dialog = new JsonDialog(std::move(subject), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_draft, &QObject::destroyed, dialog, &QDialog::reject);
    dialog->open();
}

} // namespace Fullstate
