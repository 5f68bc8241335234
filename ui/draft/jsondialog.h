// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/schema/problem.h"

#include <QDialog>
#include <QJsonValue>
#include <functional>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace Fullstate {

/// Edits a value as JSON. It can be applied while it is JSON, whatever else is wrong with it: the draft keeps
/// what has problems, too.
class JsonDialog final : public QDialog
{
    Q_OBJECT

public:
    struct Subject
    {
        QString title;
        QJsonValue value = {};
        std::function<std::vector<Problem>(const QJsonValue &)> check = {};
        /// Gives back whether it could; what is edited may have gone meanwhile.
        std::function<bool(const QJsonValue &)> apply = {};
    };

    JsonDialog(Subject subject, QWidget *parent);

private:
    void judge();
    void apply();

    Subject m_subject;
    QPlainTextEdit *m_text;
    QLabel *m_verdict;
    QPushButton *m_apply;
};

/// Text as JSON of any kind. \p error says what is wrong with it, with line and column.
std::optional<QJsonValue> parsedJson(const QString &text, QString *error);
/// Over several lines.
QString indentedJson(const QJsonValue &value);

} // namespace Fullstate
