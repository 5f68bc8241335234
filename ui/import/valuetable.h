// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/import/rulefacts.h"

#include <QWidget>

class QLabel;
class QTableWidget;

namespace Fullstate {

/// The values that a file holds for one field, how often, and what each goes in as: to be chosen or typed.
class ValueTable final : public QWidget
{
    Q_OBJECT

public:
    explicit ValueTable(QWidget *parent = nullptr);

    void setField(const ResourceType &type, const QString &path);
    void setMeanings(const std::map<QString, QString> &meanings) { m_meanings = meanings; }
    const std::map<QString, QString> &meanings() const { return m_meanings; }
    /// Of a rule without its meanings.
    void setFacts(const RuleFacts &facts, const CsvFile &file, const FieldRule &rule);

Q_SIGNALS:
    void changed();

private:
    void takeMeaning(int row);
    void showMeaning(int row);
    QString foundIn(int row) const; ///< whole, though the table shows its beginning

    QLabel *m_title;
    QTableWidget *m_table;
    QStringList m_choices;
    std::map<QString, QString> m_meanings;
    std::optional<RuleReader> m_reader; ///< for whether a meaning fits
    ResourceType m_type; ///< the reader lives on it
};

} // namespace Fullstate
