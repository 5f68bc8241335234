// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/draft/fieldeditor.h"

#include "app/draft/resourcetable.h"
#include "app/schema/equality.h"
#include "ui/common/icons.h"

#include <QAction>
#include <QComboBox>
#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QUrl>
#include <algorithm>

namespace Fullstate {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Fullstate::FieldEditor)
};

constexpr char InitialText[] = "initialText"; ///< dynamic property: what setValue() put in

bool isWordList(const Field &field)
{
    return field.kind == Field::Kind::List
        && (field.itemKind == Field::Kind::Text || field.itemKind == Field::Kind::Choice
            || field.itemKind == Field::Kind::HttpsUrl);
}

bool isCombo(const Field &field)
{
    return field.kind == Field::Kind::Boolean || field.kind == Field::Kind::Choice;
}

void addItems(QComboBox &combo, const Field &field)
{
    if (field.kind == Field::Kind::Boolean) {
        combo.addItem(Tr::tr("Yes"), QVariant::fromValue(QJsonValue(true)));
        combo.addItem(Tr::tr("No"), QVariant::fromValue(QJsonValue(false)));
    } else {
        for (const QString &choice : field.choices)
            combo.addItem(choice, QVariant::fromValue(QJsonValue(choice)));
    }
    if (field.required && field.nullable)
        combo.addItem(Tr::tr("null (not known)"), QVariant::fromValue(QJsonValue(QJsonValue::Null)));
    if (!field.required)
        combo.addItem(Tr::tr("Not set"), QVariant::fromValue(QJsonValue(QJsonValue::Undefined)));
}

/// Null and absent are one for an optional field, as they are for the tenant.
bool meansSame(const Field &field, const QJsonValue &left, const QJsonValue &right)
{
    const bool optional = !field.required;
    return left == right || (optional && left.isNull() && right.isUndefined());
}

void setComboValue(QComboBox &combo, const Field &field, const QJsonValue &value)
{
    const QSignalBlocker quiet(combo);
    combo.clear();
    addItems(combo, field);
    int index = -1;
    for (int i = 0; i < combo.count() && index < 0; ++i) {
        if (meansSame(field, value, combo.itemData(i).toJsonValue()))
            index = i;
    }
    if (index < 0) { // nothing that is there gets lost by looking at it
        const QString text = value.isUndefined() ? placeholderText(value) : displayText(field, value);
        combo.insertItem(0, value.isUndefined() ? text : Tr::tr("%1 (not a choice)").arg(text),
                         QVariant::fromValue(value));
        index = 0;
    }
    combo.setCurrentIndex(index);
    combo.setProperty(InitialText, combo.currentText());
}

/// Shows at the end of the line, and tells a screen reader, what does not fit yet.
void showHint(QLineEdit &line, QAction &mark, const Field &field)
{
    const QString hint = hintFor(field, line.text());
    mark.setVisible(!hint.isEmpty());
    mark.setToolTip(hint.toHtmlEscaped());
    line.setAccessibleDescription(hint);
}

QLineEdit *createLine(const Field &field, QWidget *parent)
{
    auto *line = new QLineEdit(parent);
    QAction *mark = line->addAction(icon(QStringLiteral("dialog-warning")), QLineEdit::TrailingPosition);
    mark->setVisible(false);
    if (field.kind == Field::Kind::Timestamp)
        line->setPlaceholderText(QStringLiteral("2026-03-01T09:00:00Z"));
    else if (isWordList(field))
        line->setPlaceholderText(Tr::tr("one, two, three"));
    QObject::connect(line, &QLineEdit::textChanged, mark,
                     [line, mark, field] { showHint(*line, *mark, field); });
    return line;
}

bool isJson(const QString &text, QChar first)
{
    return text.startsWith(first) && !QJsonDocument::fromJson(text.toUtf8()).isNull();
}

QString listHint(const Field &field, const QString &text)
{
    if (text.startsWith(u'[') && !isJson(text, u'['))
        return Tr::tr("This is not a JSON list.");
    if (!isWordList(field) && !text.startsWith(u'['))
        return Tr::tr("Write a JSON list, for example [ ].");
    if (field.itemKind != Field::Kind::Choice)
        return {};
    const QJsonArray items = valueFromText(field, text).toArray();
    for (const QJsonValueConstRef item : items) {
        if (!field.choices.contains(item.toString()))
            return Tr::tr("%1 is not one of %2.")
                .arg(item.toString(), field.choices.join(QStringLiteral(", ")));
    }
    return {};
}

} // namespace

QWidget *FieldEditor::create(const Field &field, QWidget *parent)
{
    QWidget *editor = nullptr;
    if (isCombo(field)) {
        auto *combo = new QComboBox(parent);
        addItems(*combo, field);
        combo->setSizeAdjustPolicy(QComboBox::AdjustToContents);
        combo->setProperty(InitialText, combo->currentText());
        editor = combo;
    } else {
        editor = createLine(field, parent);
    }
    editor->setAccessibleName(field.name);
    return editor;
}

void FieldEditor::setValue(QWidget *editor, const Field &field, const QJsonValue &value)
{
    if (auto *combo = qobject_cast<QComboBox *>(editor)) {
        setComboValue(*combo, field, value);
        return;
    }
    auto *line = qobject_cast<QLineEdit *>(editor);
    const QString text = displayText(field, value);
    if (line->text() != text)
        line->setText(text);
    line->setCursorPosition(0); // the beginning says more than the end
    line->setProperty(InitialText, text);
}

std::optional<QJsonValue> FieldEditor::editedValue(const QWidget *editor, const Field &field)
{
    const QString initial = editor->property(InitialText).toString();
    if (const auto *combo = qobject_cast<const QComboBox *>(editor)) {
        if (combo->currentText() == initial)
            return std::nullopt;
        return combo->currentData().toJsonValue();
    }
    const QString text = qobject_cast<const QLineEdit *>(editor)->text();
    if (text == initial)
        return std::nullopt;
    return valueFromText(field, text);
}

void FieldEditor::whenDone(QWidget *editor, QObject *context, std::function<void()> commit)
{
    if (auto *combo = qobject_cast<QComboBox *>(editor))
        QObject::connect(combo, &QComboBox::activated, context, std::move(commit));
    else
        QObject::connect(qobject_cast<QLineEdit *>(editor), &QLineEdit::editingFinished, context,
                         std::move(commit));
}

QString hintFor(const Field &field, const QString &text)
{
    const QString typed = text.trimmed();
    if (typed.isEmpty() || (field.nullable && typed == QLatin1String("null")))
        return {};
    switch (field.kind) {
    case Field::Kind::Timestamp:
        return timestampSeconds(typed)
            ? QString()
            : Tr::tr("Write a date and time with its offset, for example 2026-03-01T09:00:00Z.");
    case Field::Kind::HttpsUrl: {
        const QUrl url(typed, QUrl::StrictMode);
        return url.isValid() && url.scheme() == QLatin1String("https") && !url.host().isEmpty()
            ? QString()
            : Tr::tr("Write an address that begins with https://.");
    }
    case Field::Kind::Integer:
    case Field::Kind::Number:
        return valueFromText(field, text).isDouble() ? QString() : Tr::tr("Write a number.");
    case Field::Kind::List:
        return listHint(field, typed);
    case Field::Kind::Object:
        return isJson(typed, u'{') ? QString() : Tr::tr("Write a JSON object, for example { }.");
    case Field::Kind::Json:
        return valueFromText(field, text).isString() && !typed.startsWith(u'"')
            ? Tr::tr("This is no JSON: it would be taken as a text.")
            : QString();
    case Field::Kind::Text:
    case Field::Kind::Choice:
    case Field::Kind::Boolean:
        break;
    }
    return {};
}

QString placeholderText(const QJsonValue &value)
{
    return value.isNull() ? QStringLiteral("null") : Tr::tr("not set");
}

} // namespace Fullstate
