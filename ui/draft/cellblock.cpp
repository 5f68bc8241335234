// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/draft/cellblock.h"

#include "app/draft/resourcetable.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <algorithm>
#include <map>
#include <utility>

namespace Fullstate {

namespace {

struct CellBlockText
{
    Q_DECLARE_TR_FUNCTIONS(Fullstate::CellBlock)
};

qsizetype widthOf(const TextRows &block)
{
    qsizetype width = 0;
    for (const QStringList &row : block)
        width = std::max(width, row.size());
    return width;
}

/// A block that was copied with its header row says itself where it goes.
std::vector<int> namedColumns(const ResourceTable &table, const QStringList &header)
{
    std::vector<int> columns;
    for (const QString &name : header)
        columns.push_back(table.columnOf(name.trimmed()));
    return columns;
}

bool isHeader(const std::vector<int> &columns)
{
    return columns.size() > 1
        && std::all_of(columns.begin(), columns.end(), [](int column) { return column >= 0; });
}

QJsonObject resourceFrom(const ResourceTable &table, const QStringList &texts,
                         const std::vector<int> &columns)
{
    QJsonObject resource;
    for (qsizetype i = 0; i < texts.size(); ++i) {
        const Field &field = table.fieldAt(columns[static_cast<size_t>(i)]);
        resource.insert(field.name, valueFromTyped(field, texts.at(i)));
    }
    return resource;
}

PasteOutcome fillCells(ResourceTable &table, const QString &text, const PasteTarget &target)
{
    std::vector<std::pair<const Field *, QJsonValue>> values; // read once: "now" is one moment
    for (const int column : target.columns)
        values.emplace_back(&table.fieldAt(column), valueFromTyped(table.fieldAt(column), text));
    std::vector<FieldEdit> edits;
    int removed = 0;
    for (const int row : target.rows) {
        if (table.draft().changeOf(row) == Draft::Change::Removed) {
            ++removed;
            continue;
        }
        for (const auto &[field, value] : values)
            edits.push_back({row, field->name, value});
    }
    const bool changed = table.draft().edit(edits, CellBlockText::tr("Paste"));
    QString message =
        CellBlockText::tr("Pasted one value into %n cell(s).", nullptr, static_cast<int>(edits.size()));
    if (removed > 0)
        message += u' '
            % CellBlockText::tr("Left as they are: %n removed resource(s), which Revert brings back.",
                                nullptr, removed);
    return {changed, message};
}

/// Where the quotes that begin a cell end; -1 when there are none.
qsizetype closingQuote(const QString &text, qsizetype start)
{
    if (start >= text.size() || text.at(start) != u'"')
        return -1;
    for (qsizetype i = start + 1; i < text.size(); ++i) {
        if (text.at(i) != u'"')
            continue;
        if (i + 1 >= text.size() || text.at(i + 1) != u'"')
            return i;
        ++i; // doubled: one of the text's own
    }
    return -1;
}

} // namespace

QString toTabularText(const TextRows &rows)
{
    QString text;
    for (const QStringList &row : rows) {
        QStringList cells;
        for (const QString &cell : row) {
            const bool quoted =
                cell.contains(u'\t') || cell.contains(u'\n') || cell.contains(u'\r') || cell.startsWith(u'"');
            cells.append(quoted ? u'"' % QString(cell).replace(u'"', QStringLiteral("\"\"")) % u'"' : cell);
        }
        text += cells.join(u'\t') % u'\n';
    }
    return text;
}

QString toCsv(const TextRows &rows)
{
    static const QRegularExpression special(QStringLiteral("[,\"\r\n]|^\\s|\\s$"));
    QString text;
    for (const QStringList &row : rows) {
        QStringList cells;
        for (const QString &cell : row)
            cells.append(cell.contains(special)
                             ? u'"' % QString(cell).replace(u'"', QStringLiteral("\"\"")) % u'"'
                             : cell);
        text += cells.join(u',') % QLatin1String("\r\n");
    }
    return text;
}

TextRows fromTabularText(const QString &text)
{
    TextRows rows;
    QStringList row;
    const auto atEnd = [&text](qsizetype i) {
        return i >= text.size() || text.at(i) == u'\t' || text.at(i) == u'\n' || text.at(i) == u'\r';
    };
    qsizetype i = 0;
    while (i < text.size() || !row.isEmpty()) {
        QString cell;
        const qsizetype close = closingQuote(text, i);
        if (close > 0 && atEnd(close + 1)) {
            cell = text.mid(i + 1, close - i - 1).replace(QStringLiteral("\"\""), QStringLiteral("\""));
            i = close + 1;
        } else { // quotes that do not go around the whole cell are part of it
            const qsizetype start = i;
            while (!atEnd(i))
                ++i;
            cell = text.mid(start, i - start);
        }
        row.append(cell);
        if (i < text.size() && text.at(i) == u'\t') {
            ++i;
            continue;
        }
        rows.push_back(std::exchange(row, {}));
        i += text.mid(i, 2) == QLatin1String("\r\n") ? 2 : 1;
    }
    return rows;
}

TextRows chosenTexts(const QModelIndexList &chosen, const std::vector<int> &columnOrder)
{
    std::map<int, std::map<int, QString>> cells; // row → place of the column → text
    std::map<int, bool> places;
    for (const QModelIndex &index : chosen) {
        const auto found = std::find(columnOrder.begin(), columnOrder.end(), index.column());
        if (found == columnOrder.end())
            continue;
        const int place = static_cast<int>(found - columnOrder.begin());
        cells[index.row()][place] = index.data(Qt::EditRole).toString(); // as stored, not as shown
        places[place] = true;
    }
    TextRows rows;
    for (const auto &[row, texts] : cells) {
        QStringList line;
        for (const auto &[place, used] : places) {
            const auto text = texts.find(place);
            line.append(text == texts.end() ? QString() : text->second);
        }
        rows.push_back(line);
    }
    return rows;
}

PasteOutcome pasteBlock(ResourceTable &table, const TextRows &block, const PasteTarget &target)
{
    if (block.empty())
        return {false, CellBlockText::tr("There is no text to paste.")};
    if (target.fill && block.size() == 1 && block.front().size() == 1)
        return fillCells(table, block.front().front(), target);

    const std::vector<int> named = namedColumns(table, block.front());
    const bool header = isHeader(named) && block.size() > 1;
    const std::vector<int> &columns = header ? named : target.columns;
    const TextRows rows(block.begin() + (header ? 1 : 0), block.end());
    const qsizetype width = widthOf(rows);
    if (width > static_cast<qsizetype>(columns.size()))
        return {
            false,
            CellBlockText::tr(
                "The copied block is %1 columns wide and only %2 fit here: nothing was pasted. Choose a cell "
                "further to the left.")
                .arg(width)
                .arg(columns.size())};

    Draft &draft = table.draft();
    const size_t onto = std::min(rows.size(), target.rows.size());
    for (size_t i = 0; i < onto; ++i) {
        if (draft.changeOf(target.rows[i]) == Draft::Change::Removed)
            return {false,
                    CellBlockText::tr(
                        "The block would go onto a removed resource: nothing was pasted. Revert brings it "
                        "back first.")};
    }
    std::vector<FieldEdit> edits;
    for (size_t i = 0; i < onto; ++i) {
        for (qsizetype cell = 0; cell < rows[i].size(); ++cell) {
            const Field &field = table.fieldAt(columns[static_cast<size_t>(cell)]);
            edits.push_back({target.rows[i], field.name, valueFromTyped(field, rows[i].at(cell))});
        }
    }
    std::vector<QJsonObject> added;
    for (size_t i = onto; i < rows.size(); ++i)
        added.push_back(resourceFrom(table, rows[i], columns));

    bool changed = false;
    const auto apply = [&] {
        changed = draft.edit(edits, CellBlockText::tr("Paste"));
        if (!added.empty())
            changed = draft.add(added, CellBlockText::tr("Paste")) >= 0 || changed;
    };
    if (!edits.empty() && !added.empty()) {
        draft.undoStack().beginMacro(CellBlockText::tr("Paste"));
        apply();
        draft.undoStack().endMacro();
    } else {
        apply();
    }
    QString message = CellBlockText::tr("Pasted %1 × %2 cells.").arg(rows.size()).arg(width);
    if (!added.empty())
        message += u' ' % CellBlockText::tr("Added %n resource(s).", nullptr, static_cast<int>(added.size()));
    return {changed, message};
}

} // namespace Fullstate
