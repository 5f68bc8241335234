// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/fullstate.h"
#include "app/session/draftsession.h"
#include "tests/bench/manyusers.h"
#include "ui/frame/mainwindow.h"
#include "ui/workbench.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QThread>
#include <QTimer>
#include <algorithm>
#include <cstdio>

using namespace Fullstate;

namespace {

constexpr int Edits = 21;

/// Notes how long the window's thread was ever busy with one event.
class WatchedApplication final : public QApplication
{
public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override
    {
        if (QThread::currentThread() != thread())
            return QApplication::notify(receiver, event); // another thread's
        if (m_depth++ == 0)
            m_timer.start();
        const bool result = QApplication::notify(receiver, event);
        if (--m_depth == 0)
            longest = std::max(longest, static_cast<double>(m_timer.nsecsElapsed()) / 1e6);
        return result;
    }

    double longest = 0; ///< in milliseconds

private:
    QElapsedTimer m_timer;
    int m_depth = 0;
};

/// Three of ten have a problem.
SnapshotPtr snapshot()
{
    QJsonArray users = manyUsers(10'000);
    for (int i = 0; i < users.size(); ++i) {
        if (i % 10 < 3) {
            QJsonObject user = users.at(i).toObject();
            user.insert(QStringLiteral("status"), QStringLiteral("GONE"));
            users.replace(i, user);
        }
    }
    const QByteArray body = QJsonDocument(QJsonObject{{QStringLiteral("resources"), users}}).toJson();
    return std::make_shared<const Snapshot>(*parseSnapshot(body, QDateTime::currentDateTimeUtc()));
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

/// Runs the event loop until the problems change; gives back after how many milliseconds.
double waitForProblems(DraftSession &session)
{
    QElapsedTimer timer;
    timer.start();
    QEventLoop loop;
    QObject::connect(&session, &DraftSession::problemsChanged, &loop, &QEventLoop::quit);
    loop.exec();
    const double took = static_cast<double>(timer.nsecsElapsed()) / 1e6;
    QTimer::singleShot(100, &loop, &QEventLoop::quit); // painting and saving
    loop.exec();
    return took;
}

} // namespace

/// Edits of single cells among 10,000 resources with 3,000 problems, in the whole window.
int main(int argc, char **argv)
{
    WatchedApplication application(argc, argv);
    const QTemporaryDir folder;
    auto services = Services::open(folder.path());
    if (!services)
        qFatal("%s", qPrintable(services.error().message));
    const ResourceSet set{QStringLiteral("set"), QStringLiteral("UserAccount"), QStringLiteral("r")};
    Connection connection;
    connection.id = QStringLiteral("connection");
    connection.name = QStringLiteral("Bench");
    connection.clientId = QStringLiteral("client");
    connection.resourceSets = {set};
    (*services)->connections().add(connection);
    MainWindow window((*services)->settings());
    auto *workbench = new Workbench(window, **services);
    window.resize(1200, 800);
    window.show();
    workbench->openSet(set.id);
    DraftSession &session = *(*services)->session(set.id);
    session.adopt(snapshot());
    while (session.problems().empty())
        waitForProblems(session);
    const double first = application.longest;

    std::vector<double> longest;
    std::vector<double> took;
    for (int i = 0; i < Edits; ++i) {
        application.longest = 0;
        QTimer::singleShot(0, &session, [&session, i] {
            session.draft().edit({{i * 400 + 5, QStringLiteral("status"), QStringLiteral("LOST")}},
                                 QStringLiteral("Edit"));
        });
        took.push_back(waitForProblems(session));
        longest.push_back(application.longest);
    }
    std::printf(
        "problems: 10,000 resources, %zu problems: an edit's problem is shown after %.0f ms (median); "
        "the window is busy for at most %.1f ms at a time (median; worst %.1f ms; aim: below 16 ms; "
        "when opened %.0f ms)\n",
        session.problems().size(), median(took), median(longest),
        *std::max_element(longest.begin(), longest.end()), first);
}
