// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/export/exportjob.h"

#include <QDir>
#include <QFutureWatcher>
#include <QPromise>
#include <QSaveFile>
#include <QtConcurrent>
#include <atomic>

namespace Fullstate {

namespace {

enum class ExportStage { Writing, Cancelled, TakingPlace };
using SharedStage = std::shared_ptr<std::atomic<ExportStage>>;

/// From Writing only: the file is either given up or put in place, never both.
bool moveTo(const SharedStage &stage, ExportStage next)
{
    ExportStage writing = ExportStage::Writing;
    return stage->compare_exchange_strong(writing, next);
}

bool writeWhole(QSaveFile &file, const QByteArray &bytes)
{
    for (qsizetype done = 0; done < bytes.size();) {
        const qint64 taken = file.write(bytes.constData() + done, bytes.size() - done);
        if (taken <= 0)
            return false;
        done += taken;
    }
    return true;
}

Failure cannotWrite(const QSaveFile &file)
{
    const QString cause = file.error() == QFileDevice::NoError ? QString() : file.errorString();
    return Failure(
        {Error::Kind::File,
         ExportJob::tr("%1 could not be written; what stood there before was not touched. Check that the "
                       "folder is there, that you may write in it, and that the disk has room.")
             .arg(QDir::toNativeSeparators(file.fileName())),
         cause});
}

/// Runs on another thread.
void writeTable(QPromise<Result<qsizetype>> &promise, const std::function<ExportTable()> &makeTable,
                const CsvStyle &style, const QString &fileName, const SharedStage &stage)
{
    constexpr qsizetype PieceBytes = 1 << 18;
    const ExportTable table = makeTable();
    QSaveFile file(fileName);
    // Unbuffered, and every step asked: a buffered QSaveFile reports success on a full disk.
    if (!file.open(QIODevice::WriteOnly | QIODevice::Unbuffered)) {
        promise.addResult(Result<qsizetype>(cannotWrite(file)));
        return;
    }
    promise.setProgressRange(0, 1000);
    QByteArray piece = csvStart(style) + csvLine(table.columns, style.delimiter);
    qint64 size = 0;
    bool isWritten = true;
    const auto writePiece = [&] {
        size += piece.size();
        isWritten = isWritten && writeWhole(file, piece);
        piece.clear();
    };
    for (qsizetype row = 0; row < table.count && isWritten; ++row) {
        if (*stage == ExportStage::Cancelled)
            return; // without commit() the file is left as it was
        piece += csvLine(table.cells(row), style.delimiter);
        if (piece.size() >= PieceBytes)
            writePiece();
        promise.setProgressValue(static_cast<int>(row * 1000 / table.count));
    }
    writePiece();
    isWritten = isWritten && file.flush() && file.error() == QFileDevice::NoError && file.size() == size;
    if (isWritten && !moveTo(stage, ExportStage::TakingPlace))
        return;
    if (isWritten && file.commit())
        promise.addResult(Result<qsizetype>(table.count));
    else
        promise.addResult(Result<qsizetype>(cannotWrite(file)));
}

} // namespace

class ExportJob::Private
{
public:
    std::function<ExportTable()> table;
    CsvStyle style;
    QString fileName;
    SharedStage stage = std::make_shared<std::atomic<ExportStage>>(ExportStage::Writing);
    QFutureWatcher<Result<qsizetype>> watcher;
};

ExportJob::ExportJob(std::function<ExportTable()> table, const CsvStyle &style, QString fileName,
                     QObject *parent)
    : ResultJob(parent)
    , d(std::make_unique<Private>())
{
    d->table = std::move(table);
    d->style = style;
    d->fileName = std::move(fileName);
    connect(&d->watcher, &QFutureWatcherBase::progressValueChanged, this,
            [this](int value) { Q_EMIT progressed(tr("Exporting"), value, 1000); });
    connect(&d->watcher, &QFutureWatcherBase::finished, this, [this] {
        if (!isFinished())
            finish(d->watcher.future().takeResult());
    });
}

ExportJob::~ExportJob()
{
    stop();
}

void ExportJob::cancel()
{
    if (!isFinished() && moveTo(d->stage, ExportStage::Cancelled))
        finish(Failure(Error::cancelled()));
}

void ExportJob::start()
{
    if (!isFinished())
        d->watcher.setFuture(
            QtConcurrent::run(writeTable, std::exchange(d->table, {}), d->style, d->fileName, d->stage));
}

void ExportJob::stop()
{
    moveTo(d->stage, ExportStage::Cancelled);
    d->watcher.disconnect(this);
}

} // namespace Fullstate
