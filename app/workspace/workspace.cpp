// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/workspace.h"

#include "app/workspace/migrations.h"
#include "app/workspace/workspacefolder.h"
#include "app/workspace/workspacewriter.h"

#include <QEventLoop>
#include <QPointer>
#include <QSemaphore>
#include <QThread>
#include <atomic>

namespace Fullstate {

namespace {

constexpr int LastFlushMs = 3000;

/// An answer from the workspace's thread.
template<typename T>
class AnswerJob final : public ResultJob<T>
{
public:
    explicit AnswerJob(QObject *parent)
        : ResultJob<T>(parent)
    {
    }

    void take(const Result<T> &answer)
    {
        if (!this->isFinished())
            this->finish(answer);
    }

private:
    void start() override {}
};

} // namespace

class Workspace::Private
{
public:
    explicit Private(std::unique_ptr<WorkspaceFolder> claimed);
    ~Private();
    Q_DISABLE_COPY_MOVE(Private)

    Result<> open(Waiting waiting);

    template<typename Function>
    void post(Function function)
    {
        QMetaObject::invokeMethod(writer, std::move(function), Qt::QueuedConnection);
    }

    void write(PendingWrite pending)
    {
        post([this_ = writer, pending = std::move(pending)]() mutable { this_->write(std::move(pending)); });
    }

    template<typename T, typename... Keys>
    ResultJob<T> *read(Result<T> (WorkspaceDatabase::*query)(const Keys &...), QObject *parent,
                       const Keys &...keys)
    {
        auto *job = new AnswerJob<T>(parent);
        post([this_ = writer, query, answer = answerTo(job), keys...] {
            answer((this_->database().*query)(keys...));
        });
        return job;
    }

    /// Called on the workspace's thread, it gives \p job its answer on the job's own.
    template<typename T>
    std::function<void(const Result<T> &)> answerTo(AnswerJob<T> *job)
    {
        return [here = here, target = QPointer(job)](const Result<T> &answer) {
            QMetaObject::invokeMethod(
                here,
                [target, answer] {
                    if (target)
                        target->take(answer);
                },
                Qt::QueuedConnection);
        };
    }

    std::unique_ptr<WorkspaceFolder> folder;
    QThread *thread = new QThread;
    WorkspaceWriter *writer; ///< lives on the thread, and is deleted at its end
    QObject *here = new QObject; ///< lives on the thread that made the workspace
    QString notice;
    std::vector<Connection> connections;

private:
    Result<> openDatabase();
};

Workspace::Private::Private(std::unique_ptr<WorkspaceFolder> claimed)
    : folder(std::move(claimed))
    , writer(new WorkspaceWriter(folder->databaseName()))
{
    thread->setObjectName(QStringLiteral("workspace"));
    writer->moveToThread(thread);
    QObject::connect(thread, &QThread::finished, writer, &QObject::deleteLater);
    thread->start();
}

Workspace::Private::~Private()
{
    thread->quit();
    if (thread->wait(LastFlushMs)) {
        delete thread;
        delete here;
    } else {
        // A disk that hangs must not hang the end of the program: the thread is left to die with the process,
        // which gives back the lock.
        folder.release();
    }
}

Result<> Workspace::Private::open(Waiting waiting)
{
    if (versionInHeader(folder->databaseName()) > presentVersion())
        return Failure(newerVersion(folder->databaseName()));
    Result<> result;
    QSemaphore opened;
    QEventLoop painting;
    post([this, &result, &opened, &painting] {
        result = openDatabase();
        QMetaObject::invokeMethod(&painting, &QEventLoop::quit, Qt::QueuedConnection);
        opened.release();
    });
    if (waiting == Waiting::Paints)
        painting.exec(QEventLoop::ExcludeUserInputEvents);
    opened.acquire(); // the loop also ends when the program is told to
    return result;
}

Result<> Workspace::Private::openDatabase()
{
    auto condition = writer->database().open();
    if (condition && *condition == WorkspaceDatabase::Condition::Damaged) {
        const Result<QString> aside = folder->setDamagedAside();
        if (!aside)
            return Failure(aside.error());
        notice =
            Workspace::tr("The workspace file was damaged. It was set aside as %1, and Fullstate started "
                          "with an empty one: connections have to be set up again.")
                .arg(*aside);
        condition = writer->database().open();
    }
    if (!condition)
        return Failure(condition.error());
    auto stored = writer->database().connections();
    if (!stored)
        return Failure(stored.error());
    connections = *std::move(stored);
    return {};
}

Workspace::Workspace(std::unique_ptr<Private> opened)
    : d(std::move(opened))
{
    connect(d->writer, &WorkspaceWriter::failed, this, &Workspace::writeFailed);
    connect(d->writer, &WorkspaceWriter::recovered, this, &Workspace::writeSucceeded);
}

Workspace::~Workspace()
{
    flush(LastFlushMs);
}

Result<std::unique_ptr<Workspace>> Workspace::open(const QString &folder)
{
    auto claimed = WorkspaceFolder::claim(folder);
    if (!claimed)
        return Failure(claimed.error());
    return open(*std::move(claimed), Waiting::Blocks);
}

Result<std::unique_ptr<Workspace>> Workspace::open(std::unique_ptr<WorkspaceFolder> folder, Waiting waiting)
{
    auto opened = std::make_unique<Private>(std::move(folder));
    if (const Result<> result = opened->open(waiting); !result)
        return Failure(result.error());
    return std::unique_ptr<Workspace>(new Workspace(std::move(opened)));
}

QString Workspace::openingNotice() const
{
    return d->notice;
}

std::vector<Connection> Workspace::storedConnections() const
{
    return d->connections;
}

void Workspace::saveConnection(const Connection &connection)
{
    d->write({{}, [connection](WorkspaceDatabase &database) { return database.saveConnection(connection); }});
}

void Workspace::removeConnection(const QString &connectionId)
{
    d->write({{}, [connectionId](WorkspaceDatabase &database) {
                  return database.removeConnection(connectionId);
              }});
}

ResultJob<DraftState> *Workspace::loadDraft(const QString &setId, QObject *parent)
{
    return d->read(&WorkspaceDatabase::loadDraft, parent, setId);
}

ResultJob<SetIds> *Workspace::loadIds(const QString &setId, QObject *parent)
{
    return d->read(&WorkspaceDatabase::loadIds, parent, setId);
}

void Workspace::saveDraft(const QString &setId, const DraftState &state)
{
    d->write({QStringLiteral("draft ") + setId,
              [setId, state](WorkspaceDatabase &database) { return database.saveDraft(setId, state); }});
}

void Workspace::saveRejectedIds(const QString &setId, const QStringList &ids)
{
    d->write({QStringLiteral("rejected ids ") + setId,
              [setId, ids](WorkspaceDatabase &database) { return database.saveRejectedIds(setId, ids); }});
}

ResultJob<QStringList> *Workspace::loadRejectedIds(const QString &setId, QObject *parent)
{
    return d->read(&WorkspaceDatabase::loadRejectedIds, parent, setId);
}

void Workspace::saveScope(const QString &setId, const QByteArray &json)
{
    d->write({QStringLiteral("scope ") + setId,
              [setId, json](WorkspaceDatabase &database) { return database.saveScope(setId, json); }});
}

ResultJob<QByteArray> *Workspace::loadScope(const QString &setId, QObject *parent)
{
    return d->read(&WorkspaceDatabase::loadScope, parent, setId);
}

void Workspace::saveMapping(const QString &setId, const QString &header, const QByteArray &json)
{
    d->write({QStringLiteral("mapping %1 ").arg(setId) + header,
              [setId, header, json](WorkspaceDatabase &database) {
                  return database.saveMapping(setId, header, json);
              }});
}

ResultJob<QByteArray> *Workspace::loadMapping(const QString &setId, const QString &header, QObject *parent)
{
    return d->read(&WorkspaceDatabase::loadMapping, parent, setId, header);
}

ResultJob<> *Workspace::saveReceipt(const Receipt &receipt, QObject *parent)
{
    auto *job = new AnswerJob<void>(parent);
    // A Started receipt written later, when nothing is sent any more, would tell of a push that never was.
    const bool keepsTrying = receipt.outcome != Receipt::Outcome::Started;
    d->write({QStringLiteral("receipt ") + receipt.id,
              [receipt](WorkspaceDatabase &database) { return database.saveReceipt(receipt); },
              d->answerTo(job), keepsTrying});
    return job;
}

ResultJob<std::vector<Receipt>> *Workspace::loadReceipts(const QString &setId, QObject *parent)
{
    return d->read(&WorkspaceDatabase::loadReceipts, parent, setId);
}

ResultJob<Receipt> *Workspace::loadReceipt(const QString &receiptId, QObject *parent)
{
    return d->read(&WorkspaceDatabase::loadReceipt, parent, receiptId);
}

ResultJob<> *Workspace::saveUpload(const Upload &upload, QObject *parent)
{
    auto *job = new AnswerJob<void>(parent);
    d->write({QStringLiteral("upload ") + upload.id,
              [upload](WorkspaceDatabase &database) { return database.saveUpload(upload); }, d->answerTo(job),
              upload.outcome != Upload::Outcome::Started});
    return job;
}

ResultJob<std::vector<Upload>> *Workspace::loadUploads(const QString &connectionId, QObject *parent)
{
    return d->read(&WorkspaceDatabase::loadUploads, parent, connectionId);
}

bool Workspace::flush(int timeoutMs)
{
    // Shared, since the writer may come to it after this has given up.
    struct Flushed
    {
        QSemaphore done;
        std::atomic<bool> everything = false;
    };
    const auto flushed = std::make_shared<Flushed>();
    d->post([writer = d->writer, flushed] {
        flushed->everything = writer->writeQueued();
        flushed->done.release();
    });
    return flushed->done.tryAcquire(1, timeoutMs) && flushed->everything;
}

} // namespace Fullstate
