// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/plan/plan.h"

#include <QDialog>

namespace Fullstate {

/// One resource of a plan in full: every field, before and after.
class ChangeDialog final : public QDialog
{
    Q_OBJECT

public:
    ChangeDialog(const PlannedChange &change, const ResourceType &type, QWidget *parent = nullptr);
};

} // namespace Fullstate
