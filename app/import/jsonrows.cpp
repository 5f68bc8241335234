// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/import/jsonrows.h"
namespace Fullstate {
bool looksLikeJson(QByteArrayView)
{
    return false;
}
Result<CsvTable> readJsonRows(const QByteArray &, const Watch &)
{
    return CsvTable();
}
} // namespace Fullstate
