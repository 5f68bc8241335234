// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/import/rulefacts.h"

#include <QDialog>
#include <QPointer>

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace Fullstate {

class Job;
class ValueTable;

/// How one field gets its text from a file: which columns or a fixed value, which part of it, the order of
/// its dates, its decimal sign, where a list is split, and what each value of the file means.
class RuleDialog final : public QDialog
{
    Q_OBJECT

public:
    RuleDialog(CsvFilePtr file, ResourceType type, const FieldRule &rule, QWidget *parent = nullptr);
    ~RuleDialog() override;

    FieldRule rule() const;

private:
    void buildForm();
    void fillFields();
    void show(const FieldRule &rule);
    void followChoices();
    void gather();
    void showExample();

    CsvFilePtr m_file;
    ResourceType m_type;
    FieldRule m_start;
    QFormLayout *m_form;
    QComboBox *m_field;
    QComboBox *m_column;
    QLineEdit *m_fixed;
    QComboBox *m_other;
    QLineEdit *m_joiner;
    QComboBox *m_part;
    QLineEdit *m_separator;
    QComboBox *m_dateOrder;
    QComboBox *m_numbers;
    QLineEdit *m_listSeparator;
    QLabel *m_example;
    ValueTable *m_values;
    QPushButton *m_ok;
    QPointer<Job> m_gathering;
};

} // namespace Fullstate
