// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/draft/jsondialog.h"

#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

namespace Fullstate {

static constexpr size_t MostProblems = 5; ///< that are told at once

JsonDialog::JsonDialog(Subject subject, QWidget *parent)
    : QDialog(parent)
    , m_subject(std::move(subject))
    , m_text(new QPlainTextEdit(this))
    , m_verdict(new QLabel(this))
{
    setWindowTitle(tr("%1 as JSON").arg(m_subject.title));
    setObjectName(QStringLiteral("jsonDialog"));
    m_text->setObjectName(QStringLiteral("json"));
    m_text->setAccessibleName(tr("JSON"));
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setTabChangesFocus(true);
    m_text->setPlainText(indentedJson(m_subject.value));
    m_verdict->setObjectName(QStringLiteral("verdict"));
    m_verdict->setTextFormat(Qt::PlainText);
    m_verdict->setWordWrap(true);
    m_verdict->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_apply = buttons->addButton(tr("&Apply"), QDialogButtonBox::AcceptRole);
    m_apply->setObjectName(QStringLiteral("apply"));
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_verdict);
    layout->addWidget(buttons);
    connect(m_text, &QPlainTextEdit::textChanged, this, &JsonDialog::judge);
    connect(buttons, &QDialogButtonBox::accepted, this, &JsonDialog::apply);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    judge();
    resize(m_text->fontMetrics().averageCharWidth() * 80, m_text->fontMetrics().height() * 30);
}

/// Not toPlainText(), which turns spaces that do not break into plain ones.
static QString textOf(const QPlainTextEdit &edit)
{
    return edit.document()->toRawText().replace(QChar::ParagraphSeparator, u'\n');
}

void JsonDialog::judge()
{
    QString error;
    const std::optional<QJsonValue> value = parsedJson(textOf(*m_text), &error);
    m_apply->setEnabled(value.has_value());
    if (!value) {
        m_verdict->setText(error);
        return;
    }
    const std::vector<Problem> problems = m_subject.check(*value);
    QStringList lines;
    for (size_t i = 0; i < std::min(problems.size(), MostProblems); ++i)
        lines.append(tr("Problem: %1").arg(problems[i].message));
    if (problems.size() > MostProblems)
        lines.append(tr("And %1 more.").arg(problems.size() - MostProblems));
    m_verdict->setText(lines.isEmpty() ? tr("No problem found.") : lines.join(u'\n'));
}

void JsonDialog::apply()
{
    QString error;
    const std::optional<QJsonValue> value = parsedJson(textOf(*m_text), &error);
    if (!value)
        return;
    if (*value == m_subject.value || m_subject.apply(*value))
        accept();
    else
        m_verdict->setText(tr(
            "What was edited here is gone, so this cannot be put in its place. Copy the text to keep it."));
}

std::optional<QJsonValue> parsedJson(const QString &text, QString *error)
{
    // In a list, because QJsonDocument takes nothing else than lists and objects.
    const QByteArray list = '[' + text.toUtf8() + "\n]";
    QJsonParseError parsed;
    const QJsonDocument document = QJsonDocument::fromJson(list, &parsed);
    if (parsed.error == QJsonParseError::NoError && document.array().size() == 1)
        return document.array().first();
    if (parsed.error == QJsonParseError::NoError) {
        *error = text.trimmed().isEmpty() ? JsonDialog::tr("There is no value here.")
                                          : JsonDialog::tr("There is more than one value here.");
        return {};
    }
    const auto before = QString::fromUtf8(list.mid(1, std::max(parsed.offset - 1, 0))).left(text.size());
    *error = JsonDialog::tr("Line %1, column %2: this is no JSON (%3).")
                 .arg(before.count(u'\n') + 1)
                 .arg(before.size() - (before.lastIndexOf(u'\n') + 1) + 1)
                 .arg(parsed.errorString());
    return {};
}

QString indentedJson(const QJsonValue &value)
{
    if (value.isUndefined())
        return {};
    if (value.isObject())
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson());
    if (value.isArray())
        return QString::fromUtf8(QJsonDocument(value.toArray()).toJson());
    const QByteArray list = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(list.mid(1, list.size() - 2));
}

} // namespace Fullstate
