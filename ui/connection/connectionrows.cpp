// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the rows of the tree "Connections" say, and what is found in them.

#include "ui/common/icons.h"
#include "ui/connection/connectionnode.h"

#include <QLocale>
#include <algorithm>

namespace Fullstate {

static bool holdAll(const QStringList &texts, const QStringList &words)
{
    return std::all_of(words.begin(), words.end(), [&texts](const QString &word) {
        return std::any_of(texts.begin(), texts.end(),
                           [&word](const QString &text) { return text.contains(word, Qt::CaseInsensitive); });
    });
}

bool ConnectionModel::isHeading(const QModelIndex &index) const
{
    return index.isValid() && !index.internalPointer() && nodeAt(index).isHeading();
}

bool ConnectionModel::fits(const QModelIndex &index, const QStringList &words) const
{
    const Node &node = nodeAt(index);
    QStringList texts;
    if (const ResourceSet *set = setAt(index))
        texts.append(title(node, *set));
    texts += {node.title, node.connection.name, node.connection.customerId, node.connection.clientId};
    if (node.heading)
        texts.append(node.heading->title);
    return holdAll(texts, words);
}

bool ConnectionModel::holdsFitting(const QModelIndex &index, const QStringList &words) const
{
    if (fits(index, words))
        return true;
    const int rows = rowCount(index);
    for (int row = 0; row < rows; ++row) {
        if (holdsFitting(this->index(row, 0, index), words))
            return true;
    }
    return false;
}

void ConnectionModel::setCounts(const QString &setId, const SetCounts &counts)
{
    const auto known = m_counts.constFind(setId);
    if (known != m_counts.constEnd() && *known == counts)
        return;
    m_counts.insert(setId, counts);
    if (const QModelIndex changed = indexOfSet(setId); changed.isValid())
        Q_EMIT dataChanged(changed, changed, {Qt::DisplayRole, Qt::AccessibleTextRole, Qt::ToolTipRole});
}

void ConnectionModel::setNote(const QString &id, const QString &note, const QString &state)
{
    if (m_notes.value(id) == Note{note, state})
        return;
    m_notes.insert(id, {note, state});
    if (const QModelIndex changed = indexOf(id); changed.isValid())
        Q_EMIT dataChanged(
            changed, changed,
            {Qt::DisplayRole, Qt::DecorationRole, Qt::AccessibleTextRole, Qt::ToolTipRole, NoteRole});
}

QVariant ConnectionModel::data(const QModelIndex &index, int role) const
{
    Q_ASSERT(checkIndex(index, CheckIndexOption::IndexIsValid));
    const Node &node = nodeAt(index);
    const ResourceSet *set = setAt(index);
    const QString id = set ? set->id : node.connection.id;
    switch (role) {
    case Qt::DisplayRole:
        return shownText(index);
    case Qt::DecorationRole:
        if (!m_notes.value(id).text.isEmpty())
            return icon(QStringLiteral("dialog-warning"));
        if (node.isHeading())
            return icon(QStringLiteral("view-file-columns"));
        return icon(set ? QStringLiteral("view-list-details") : QStringLiteral("network-connect"));
    case Qt::ToolTipRole:
        return toolTip(index);
    case Qt::AccessibleTextRole:
        return spokenText(index);
    case ConnectionIdRole:
        return node.connection.id;
    case SetIdRole:
        return set ? set->id : QString();
    case NoteRole:
        return m_notes.value(id).text;
    case FoldingRole:
        return node.isHeading() ? node.application : id;
    default:
        return {};
    }
}

QVariant ConnectionModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (section == 0 && orientation == Qt::Horizontal && role == Qt::DisplayRole)
        return tr("Connections");
    return {};
}

/// The user's name for it, else the type alone, unless the connection declares it twice.
QString ConnectionModel::title(const Node &node, const ResourceSet &set) const
{
    if (!set.name.isEmpty())
        return set.name;
    const ResourceType *type = m_catalog.find(set.typeName);
    const QString name = type ? type->title : set.typeName;
    const std::vector<ResourceSet> &sets = node.connection.resourceSets;
    const auto same = std::count_if(sets.begin(), sets.end(), [&set](const ResourceSet &other) {
        return other.typeName == set.typeName && other.name.isEmpty();
    });
    return same > 1 ? tr("%1 %2").arg(name, set.resourceId) : name;
}

QString ConnectionModel::countsText(const ResourceSet &set) const
{
    const auto known = m_counts.constFind(set.id);
    if (known == m_counts.constEnd())
        return {};
    const QLocale locale;
    QStringList changes;
    if (known->added > 0)
        changes.append(u'+' % locale.toString(known->added));
    if (known->changed > 0)
        changes.append(u'~' % locale.toString(known->changed));
    if (known->removed > 0)
        changes.append(QChar(0x2212) % locale.toString(known->removed));
    const QString all = locale.toString(known->resources);
    return changes.isEmpty() ? all : QString(all % QStringLiteral(" · ") % changes.join(u' '));
}

QString ConnectionModel::shownText(const QModelIndex &index) const
{
    const Node &node = nodeAt(index);
    const ResourceSet *set = setAt(index);
    QStringList words{set ? title(node, *set) : node.title};
    if (node.isHeading())
        words.append(QLocale().toString(static_cast<int>(node.members.size())));
    else if (const QString counts = set ? countsText(*set) : QString(); !counts.isEmpty())
        words.append(counts);
    if (const QString state = m_notes.value(set ? set->id : node.connection.id).state; !state.isEmpty())
        words.append(state);
    return words.join(QLatin1String("  "));
}

/// The signs in words, for a screen reader.
QString ConnectionModel::spokenText(const QModelIndex &index) const
{
    const Node &node = nodeAt(index);
    const ResourceSet *set = setAt(index);
    QStringList words{set ? title(node, *set) : node.title};
    if (node.isHeading())
        words.append(tr("%n connection(s)", nullptr, static_cast<int>(node.members.size())));
    if (const auto known = set ? m_counts.constFind(set->id) : m_counts.constEnd();
        known != m_counts.constEnd()) {
        words.append(known->resources == 1 ? tr("1 resource") : tr("%1 resources").arg(known->resources));
        if (known->added > 0)
            words.append(tr("%1 added").arg(known->added));
        if (known->changed > 0)
            words.append(tr("%1 changed").arg(known->changed));
        if (known->removed > 0)
            words.append(tr("%1 removed").arg(known->removed));
    }
    if (const QString state = m_notes.value(set ? set->id : node.connection.id).state; !state.isEmpty())
        words.append(state);
    if (const QString note = index.data(NoteRole).toString(); !note.isEmpty())
        words.append(note);
    return words.join(QLatin1String(", "));
}

QString ConnectionModel::toolTip(const QModelIndex &index) const
{
    const Node &node = nodeAt(index);
    const Connection &connection = node.connection;
    QStringList lines;
    if (const ResourceSet *set = setAt(index)) {
        lines.append(spokenText(index));
        lines.append(tr("Resource ID %1").arg(set->resourceId));
    } else if (node.isHeading()) {
        lines.append(node.title);
        lines.append(tr("An application with %n connection(s), client ID %1", nullptr,
                        static_cast<int>(node.members.size()))
                         .arg(node.members.front()->connection.clientId));
    } else {
        lines.append(connection.name);
        lines.append(connection.kind == Connection::Kind::Practice
                         ? tr("Practice tenant: inside the program, no network")
                         : tr("%1, client ID %2").arg(regionTitle(connection.region), connection.clientId));
        if (connection.kind == Connection::Kind::Public)
            lines.append(tr("Customer ID %1").arg(connection.customerId));
        if (const QString note = m_notes.value(connection.id).text; !note.isEmpty())
            lines.append(note);
    }
    for (QString &line : lines)
        line = line.toHtmlEscaped(); // names are the user's: a tool tip would take them for rich text
    return QLatin1String("<p>") % lines.join(QLatin1String("<br>")) % QLatin1String("</p>");
}

} // namespace Fullstate
