// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/draft/draft.h"

#include <QDialog>

class QComboBox;
class QFormLayout;
class QLabel;
class QPushButton;

namespace Fullstate {

/// Sets one field on all chosen resources, in one step of undo.
class SetFieldDialog final : public QDialog
{
    Q_OBJECT

public:
    SetFieldDialog(Draft &draft, std::vector<int> rows, const QString &field, QWidget *parent);

Q_SIGNALS:
    void wasSet(const QString &field, int resources);

private:
    const Field &field() const;
    void changeField();
    QJsonValue value() const;
    void followValue();
    void set();

    Draft &m_draft;
    std::vector<quint64> m_keys; ///< of the rows, without those that are removed
    QFormLayout *m_form;
    QComboBox *m_field;
    QWidget *m_value = nullptr;
    QLabel *m_description;
    QPushButton *m_set;
};

} // namespace Fullstate
