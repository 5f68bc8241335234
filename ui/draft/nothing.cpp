// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/draft/nothing.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QKeyEvent>
#include <QMenu>
#include <algorithm>

namespace Fullstate {

namespace {

struct NothingText
{
    Q_DECLARE_TR_FUNCTIONS(Fullstate::Nothing)
};

const QKeyCombination NextNothing = Qt::CTRL | Qt::Key_0;

} // namespace

std::vector<QJsonValue> nothingsOf(const Field &field)
{
    std::vector<QJsonValue> nothings{QJsonValue::Undefined};
    if (field.kind == Field::Kind::Text)
        nothings.emplace_back(QString());
    if (field.kind == Field::Kind::List)
        nothings.emplace_back(QJsonArray());
    if ((field.required && field.nullable) || field.kind == Field::Kind::Json)
        nothings.emplace_back(QJsonValue::Null);
    return nothings;
}

QJsonValue nothingLeft(const Field &field)
{
    if (!field.required)
        return QJsonValue::Undefined;
    if (field.kind == Field::Kind::Text)
        return QString();
    return field.nullable ? QJsonValue::Null : QJsonValue::Undefined;
}

bool isNothing(const QJsonValue &value)
{
    return value.isUndefined() || value.isNull() || (value.isString() && value.toString().isEmpty())
        || (value.isArray() && value.toArray().isEmpty());
}

QString placeholderText(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Null:
        return QStringLiteral("null");
    case QJsonValue::String:
        return NothingText::tr("empty text");
    case QJsonValue::Array:
        return NothingText::tr("empty list");
    default:
        return NothingText::tr("not set");
    }
}

void addNothings(QMenu &menu, const Field &field, const QJsonValue &current,
                 const std::function<void(const QJsonValue &)> &choose)
{
    const std::vector<QJsonValue> nothings = nothingsOf(field);
    for (const QJsonValue &nothing : nothings) {
        QString title = placeholderText(nothing);
        title.front() = title.front().toUpper();
        if (nothing.isNull())
            title = NothingText::tr("null (not known)");
        QAction *action = menu.addAction(title, &menu, [choose, nothing] { choose(nothing); });
        action->setCheckable(true);
        action->setChecked(nothing == current);
        if (nothing.isUndefined())
            action->setShortcut(NextNothing);
    }
}

std::optional<QJsonValue> nothingByKey(const QKeyEvent &event, const Field &field, const QJsonValue &current)
{
    if (event.keyCombination() != NextNothing)
        return {};
    const std::vector<QJsonValue> nothings = nothingsOf(field);
    const auto found = std::find(nothings.begin(), nothings.end(), current);
    return found == nothings.end() || found + 1 == nothings.end() ? nothings.front() : *(found + 1);
}

} // namespace Fullstate
