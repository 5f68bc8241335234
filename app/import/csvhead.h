// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/workjob.h"
#include "app/import/csvformat.h"

namespace Fullstate {

inline constexpr qint64 CsvHeadBytes = 128 << 10;
inline constexpr char ZipMagic[] = "PK\x03\x04"; ///< a workbook begins with it

/// Whether there is a file that may be read; fails with why not.
Result<> checkFile(const QString &fileName);
/// The same of what it begins with: text, or a workbook.
Result<> checkHead(const QByteArray &head, const QString &fileName);

/// What a CSV file begins with, and what that says of its format: what is known of one that cannot be read.
struct CsvHead
{
    QByteArray bytes;
    CsvFormat format;
};

/// Off the GUI thread. Fails for what is no text.
ResultJob<CsvHead> *readHead(const QString &fileName, QObject *parent);
/// Of text that was pasted, in UTF-8.
CsvHead headOf(const QByteArray &text);

} // namespace Fullstate
