// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/import/workbook.h"
namespace Fullstate {
Result<Workbook> readWorkbook(const QString &, const QString &, const Watch &)
{
    return Workbook();
}
} // namespace Fullstate
