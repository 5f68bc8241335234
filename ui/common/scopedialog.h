// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/import/scope.h"

#include <QDialog>

class QCheckBox;
class QPlainTextEdit;
class QTableWidget;
class QVBoxLayout;

namespace Fullstate {

/// The scope of a resource set: severity bands, the items of lists that count, and conditions on any field.
class ScopeDialog final : public QDialog
{
    Q_OBJECT

public:
    ScopeDialog(ResourceType type, const Scope &scope, QWidget *parent = nullptr);

    Scope scope() const;

private:
    void addBands(QVBoxLayout *layout);
    void addItems(QVBoxLayout *layout);
    void addConditions(QVBoxLayout *layout);
    void addCondition(const ScopeRule &rule);
    void show(const Scope &scope);

    ResourceType m_type;
    std::vector<QCheckBox *> m_bands; ///< in the order of severityBands(); none where there is no severity
    QPlainTextEdit *m_items = nullptr; ///< a line each
    QTableWidget *m_conditions;
};

} // namespace Fullstate
