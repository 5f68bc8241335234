// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/import/csvfile.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QFutureWatcher>
#include <QSet>
#include <QtConcurrent>

namespace Fullstate {

namespace {

constexpr qint64 HeadBytes = 65'536;
constexpr qint64 PieceBytes = 1 << 20;
/// Memory is bounded: a PUT takes at most 10 MB, so a file this large is not what it is taken for.
constexpr qint64 MaxFileBytes = 512LL << 20;

struct Magic
{
    const char *bytes;
    const char *what;
};
constexpr Magic Magics[] = {
    {"PK\x03\x04", QT_TRANSLATE_NOOP("Fullstate::CsvFile", "an Excel workbook or a ZIP archive")},
    {"\x1f\x8b", QT_TRANSLATE_NOOP("Fullstate::CsvFile", "a gzip archive")},
    {"%PDF", QT_TRANSLATE_NOOP("Fullstate::CsvFile", "a PDF document")},
    {"\xd0\xcf\x11\xe0", QT_TRANSLATE_NOOP("Fullstate::CsvFile", "an old Excel workbook")},
};

struct CsvFileText
{
    Q_DECLARE_TR_FUNCTIONS(Fullstate::CsvFile)
};

Failure failure(const QString &message, const QString &detail = {})
{
    return Failure(Error{Error::Kind::File, message, detail});
}

Result<> checkFile(const QString &fileName)
{
    const QFileInfo info(fileName);
    if (!info.exists())
        return failure(CsvFileText::tr("There is no file %1.").arg(fileName));
    if (info.isDir())
        return failure(CsvFileText::tr("%1 is a folder. Choose a CSV file in it.").arg(fileName));
    if (!info.isFile()) // a pipe or a device may never end
        return failure(CsvFileText::tr("%1 is not a regular file.").arg(fileName));
    if (!info.isReadable())
        return failure(CsvFileText::tr("%1 may not be read. Check its permissions.").arg(fileName));
    if (info.size() > MaxFileBytes)
        return failure(CsvFileText::tr("%1 is larger than 512 MB.").arg(fileName));
    return {};
}

Result<> checkHead(const QByteArray &head, const QString &fileName)
{
    if (head.isEmpty())
        return failure(CsvFileText::tr("%1 is empty.").arg(fileName));
    for (const Magic &magic : Magics) {
        if (head.startsWith(magic.bytes))
            return failure(CsvFileText::tr("%1 is not text but %2. Export it as CSV first.")
                               .arg(fileName, CsvFileText::tr(magic.what)));
    }
    return {};
}

/// What a file's text becomes a row at a time.
class TableBuilder
{
public:
    explicit TableBuilder(CsvFile &file)
        : m_file(file)
    {
    }

    void take(CsvRow &&row)
    {
        if (m_first) {
            m_first = false;
            m_width = row.cells.size();
            if (m_file.format.headerRow) {
                m_headerProblem = row.problem;
                for (QString &name : row.cells)
                    m_file.columns.append(name.trimmed());
                return;
            }
            for (qsizetype column = 1; column <= m_width; ++column)
                m_file.columns.append(CsvFileText::tr("Column %1").arg(column));
        }
        if (row.problem.isEmpty() && row.cells.size() != m_width)
            row.problem =
                CsvFileText::tr("It has %1 cells, the header has %2. A delimiter inside a cell needs quotes "
                                "around the cell.")
                    .arg(row.cells.size())
                    .arg(m_width);
        m_file.rows.push_back(std::move(row));
    }

    Result<> finish()
    {
        if (m_first)
            return failure(CsvFileText::tr("%1 holds no rows.").arg(m_file.fileName));
        if (!m_headerProblem.isEmpty())
            return failure(CsvFileText::tr("The header row cannot be read: %1").arg(m_headerProblem));
        QSet<QString> names;
        for (qsizetype column = 0; column < m_file.columns.size(); ++column) {
            QString &name = m_file.columns[column];
            if (name.isEmpty())
                name = CsvFileText::tr("Column %1").arg(column + 1);
            if (names.contains(name))
                return failure(
                    CsvFileText::tr("The header names the column “%1” twice (again as column %2). Rename or "
                                    "remove one of them.")
                        .arg(name)
                        .arg(column + 1));
            names.insert(name);
        }
        if (m_file.hasDecodingErrors)
            nameDecodingErrors();
        return {};
    }

private:
    void nameDecodingErrors()
    {
        for (CsvRow &row : m_file.rows) {
            for (qsizetype cell = 0; cell < row.cells.size() && row.problem.isEmpty(); ++cell) {
                if (!row.cells.at(cell).contains(QChar::ReplacementCharacter))
                    continue;
                row.problem =
                    CsvFileText::tr("The cell holds bytes that are not %1. Choose another encoding.")
                        .arg(m_file.format.encoding);
                row.problemColumn = static_cast<int>(cell) + 1;
            }
        }
    }

    CsvFile &m_file;
    bool m_first = true;
    qsizetype m_width = 0;
    QString m_headerProblem;
};

/// Runs on another thread; \p promise carries progress in bytes and the wish to stop.
void readFile(QPromise<Result<CsvFile>> &promise, const QString &fileName,
              const std::optional<CsvFormat> &format)
{
    if (Result<> usable = checkFile(fileName); !usable) {
        promise.addResult(Result<CsvFile>(Failure(usable.error())));
        return;
    }
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly)) {
        promise.addResult(Result<CsvFile>(
            failure(CsvFileText::tr("%1 could not be opened.").arg(fileName), file.errorString())));
        return;
    }
    const QByteArray head = file.peek(HeadBytes);
    if (Result<> usable = checkHead(head, fileName); !usable) {
        promise.addResult(Result<CsvFile>(Failure(usable.error())));
        return;
    }

    CsvFile result;
    result.fileName = fileName;
    result.format = format ? *format : detectFormat(head, file.size() <= HeadBytes);
    TextDecoder decoder(result.format.encoding);
    TableBuilder table(result);
    CsvReader reader(result.format.delimiter, [&table](CsvRow &&row) { table.take(std::move(row)); });
    promise.setProgressRange(0, 1000);
    const qint64 size = std::max<qint64>(file.size(), 1);
    while (!promise.isCanceled()) {
        const QByteArray piece = file.read(PieceBytes);
        if (piece.isEmpty())
            break;
        reader.feed(decoder.decode(piece));
        promise.setProgressValue(static_cast<int>(std::min<qint64>(file.pos() * 1000 / size, 1000)));
    }
    if (promise.isCanceled())
        return;
    result.hasDecodingErrors = decoder.hasError();
    Result<> ended = reader.finish();
    if (file.error() != QFileDevice::NoError || file.pos() < size)
        ended = failure(
            CsvFileText::tr("%1 could not be read to its end; it may have changed meanwhile. Try again.")
                .arg(fileName),
            file.errorString());
    if (ended)
        ended = table.finish();
    if (ended)
        promise.addResult(Result<CsvFile>(std::move(result)));
    else
        promise.addResult(Result<CsvFile>(Failure(ended.error())));
}

} // namespace

class CsvFileJob::Private
{
public:
    QString fileName;
    std::optional<CsvFormat> format;
    QFutureWatcher<Result<CsvFile>> watcher;
};

CsvFileJob::CsvFileJob(QString fileName, std::optional<CsvFormat> format, QObject *parent)
    : ResultJob(parent)
    , d(std::make_unique<Private>())
{
    d->fileName = std::move(fileName);
    d->format = std::move(format);
    connect(&d->watcher, &QFutureWatcherBase::progressValueChanged, this,
            [this](int value) { Q_EMIT progressed(tr("Reading the file"), value, 1000); });
    connect(&d->watcher, &QFutureWatcherBase::finished, this, [this] {
        if (!isFinished())
            finish(d->watcher.future().takeResult());
    });
}

CsvFileJob::~CsvFileJob()
{
    stop();
}

void CsvFileJob::start()
{
    if (!isFinished())
        d->watcher.setFuture(QtConcurrent::run(readFile, d->fileName, d->format));
}

void CsvFileJob::stop()
{
    d->watcher.disconnect(this);
    d->watcher.cancel();
}

} // namespace Fullstate
