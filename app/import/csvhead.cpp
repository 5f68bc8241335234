// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/import/csvhead.h"

#include "app/import/csvtable.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

namespace Fullstate {

namespace {

struct Magic
{
    const char *bytes;
    const char *what;
};
constexpr Magic Magics[] = {
    {"\x1f\x8b", QT_TRANSLATE_NOOP("Fullstate::CsvFile", "a gzip archive")},
    {"%PDF", QT_TRANSLATE_NOOP("Fullstate::CsvFile", "a PDF document")},
    {"\xd0\xcf\x11\xe0", QT_TRANSLATE_NOOP("Fullstate::CsvFile", "an old Excel workbook")},
    {"SQLite format 3", QT_TRANSLATE_NOOP("Fullstate::CsvFile", "a database")},
    {"\x89PNG", QT_TRANSLATE_NOOP("Fullstate::CsvFile", "a picture")},
    {"\xff\xd8\xff", QT_TRANSLATE_NOOP("Fullstate::CsvFile", "a picture")},
    {"GIF89a", QT_TRANSLATE_NOOP("Fullstate::CsvFile", "a picture")},
    {"BZh91AY", QT_TRANSLATE_NOOP("Fullstate::CsvFile", "a bzip2 archive")},
    {"\xfd"
     "7zXZ",
     QT_TRANSLATE_NOOP("Fullstate::CsvFile", "an xz archive")},
    {"\x28\xb5\x2f\xfd", QT_TRANSLATE_NOOP("Fullstate::CsvFile", "a zstd archive")},
    {"7z\xbc\xaf", QT_TRANSLATE_NOOP("Fullstate::CsvFile", "a 7z archive")},
    {"PAR1\x15", QT_TRANSLATE_NOOP("Fullstate::CsvFile", "a Parquet file")},
    {"{\\rtf", QT_TRANSLATE_NOOP("Fullstate::CsvFile", "a word processor's document")},
    {"\x7f"
     "ELF",
     QT_TRANSLATE_NOOP("Fullstate::CsvFile", "a program")},
};

struct CsvHeadText
{
    Q_DECLARE_TR_FUNCTIONS(Fullstate::CsvFile)
};

Failure unusable(const QString &message, const QString &detail = {})
{
    return Failure(Error{Error::Kind::File, message, detail});
}

/// Runs on another thread.
Result<CsvHead> readHeadNow(const QString &fileName)
{
    if (Result<> usable = checkFile(fileName); !usable)
        return Failure(usable.error());
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly))
        return unusable(CsvHeadText::tr("%1 could not be opened.").arg(fileName), file.errorString());
    const QByteArray bytes = file.read(CsvHeadBytes);
    if (Result<> usable = checkHead(bytes, fileName); !usable)
        return Failure(usable.error());
    if (bytes.startsWith(ZipMagic))
        return unusable(CsvHeadText::tr("%1 is not text.").arg(fileName));
    return CsvHead{bytes, detectFormat(bytes, file.size() <= CsvHeadBytes)};
}

} // namespace

Result<> checkFile(const QString &fileName)
{
    const QFileInfo info(fileName);
    if (!info.exists())
        return unusable(CsvHeadText::tr("There is no file %1.").arg(fileName));
    if (info.isDir())
        return unusable(CsvHeadText::tr("%1 is a folder. Choose a CSV file in it.").arg(fileName));
    if (!info.isFile()) // a pipe or a device may never end
        return unusable(CsvHeadText::tr("%1 is not a regular file.").arg(fileName));
    if (!info.isReadable())
        return unusable(CsvHeadText::tr("%1 may not be read. Check its permissions.").arg(fileName));
    if (info.size() > MaxTableBytes)
        return unusable(CsvHeadText::tr("%1 is larger than 2 GB. Split it, or export less.").arg(fileName));
    return {};
}

Result<> checkHead(const QByteArray &head, const QString &fileName)
{
    if (head.isEmpty())
        return unusable(CsvHeadText::tr("%1 is empty.").arg(fileName));
    for (const Magic &magic : Magics) {
        if (head.startsWith(magic.bytes))
            return unusable(CsvHeadText::tr("%1 is not text but %2. Export it as CSV first.")
                                .arg(fileName, CsvHeadText::tr(magic.what)));
    }
    return {};
}

CsvHead headOf(const QByteArray &text)
{
    const QByteArray bytes = text.first(std::min<qsizetype>(text.size(), CsvHeadBytes));
    CsvHead head{bytes, detectFormat(bytes, text.size() <= CsvHeadBytes)};
    head.format.encoding = QStringLiteral("UTF-8");
    return head;
}

ResultJob<CsvHead> *readHead(const QString &fileName, QObject *parent)
{
    return new LongJob<CsvHead>(
        CsvHeadText::tr("Reading the file"), [fileName](const Watch &) { return readHeadNow(fileName); },
        parent);
}

} // namespace Fullstate
