// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/fullstate.h"
#include "app/schema/customproperties.h"
#include "app/session/draftsession.h"
#include "app/workspace/workspace.h"
#include "tests/bench/manyusers.h"
#include "ui/draft/resourcegrid.h"
#include "ui/draft/resourceview.h"
#include "ui/frame/mainwindow.h"
#include "ui/workbench.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QKeyEvent>
#include <QLineEdit>
#include <QTemporaryDir>
#include <algorithm>
#include <cstdio>
#include <functional>

using namespace Fullstate;

namespace {

/// Tells when the table has been painted.
class Painted final : public QObject
{
public:
    explicit Painted(QWidget &widget)
        : m_widget(widget)
    {
        widget.installEventFilter(this);
    }

    /// From the call until everything that follows from it is on the screen, in milliseconds.
    double after(const std::function<void()> &work)
    {
        QElapsedTimer timer;
        m_isPainted = false;
        timer.start();
        work();
        m_widget.update(); // what changes nothing is waited for as well
        while (!m_isPainted)
            QCoreApplication::processEvents();
        return static_cast<double>(timer.nsecsElapsed()) / 1e6;
    }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        m_isPainted = m_isPainted || event->type() == QEvent::Paint;
        return QObject::eventFilter(watched, event);
    }

private:
    QWidget &m_widget;
    bool m_isPainted = false;
};

struct Times
{
    double median = 0;
    double worst = 0; ///< the 99th percentile
};

/// What a person does next comes a while later, when the program has nothing left to do.
void settle()
{
    QElapsedTimer timer;
    for (timer.start(); timer.elapsed() < 20;)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 5);
}

Times measure(
    Painted &painted, int count, const std::function<void(int)> &work,
    const std::function<void()> &after = [] {})
{
    std::vector<double> times;
    for (int i = 0; i < count; ++i) {
        times.push_back(painted.after([&] { work(i); }));
        after();
        settle();
    }
    std::sort(times.begin(), times.end());
    return {times[times.size() / 2], times[std::min(times.size() - 1, times.size() * 99 / 100)]};
}

void print(int resources, const char *what, const Times &times, const Times &floor, int aim)
{
    std::printf("%6d resources, %-27s median %6.1f ms, 99th percentile %6.1f ms; repainting the table %4.1f "
                "ms; ratio %5.1f (aim: at most %d ms)\n",
                resources, what, times.median, times.worst, floor.median, times.median / floor.median, aim);
    std::fflush(stdout);
}

/// The same user accounts, with two custom properties: 20 fields.
std::shared_ptr<const Snapshot> snapshotOf(int count, const ResourceType &type)
{
    QJsonArray users = manyUsers(count);
    for (qsizetype i = 0; i < users.size(); ++i) {
        QJsonObject user = users.at(i).toObject();
        user.insert(QStringLiteral("deactivatedTimestamp"), QStringLiteral("2026-11-02T09:00:00Z"));
        user.insert(CustomPropertiesKey,
                    QJsonObject{{QStringLiteral("building"), QStringLiteral("Berlin")},
                                {QStringLiteral("floor"), double(i % 40)}});
        users.replace(i, user);
    }
    Result<Snapshot> snapshot =
        parseSnapshot(QJsonDocument(QJsonObject{{QStringLiteral("resources"), users}}).toJson(),
                      QDateTime::currentDateTimeUtc());
    if (!snapshot)
        qFatal("the benchmark's own data cannot be read");
    for (QJsonObject &resource : snapshot->resources)
        resource = flattened(type, resource);
    return std::make_shared<const Snapshot>(*std::move(snapshot));
}

void type(QWidget &field, const QString &text)
{
    QKeyEvent press(QEvent::KeyPress, text == QStringLiteral("\b") ? Qt::Key_Backspace : Qt::Key_A,
                    Qt::NoModifier, text);
    QCoreApplication::sendEvent(&field, &press);
}

void bench(MainWindow &window, DraftSession &session, int count)
{
    auto &view = *window.findChild<ResourceView *>();
    ResourceGrid &grid = view.grid();
    Painted painted(*grid.viewport());
    const Times floor = measure(painted, 200, [](int) {});

    // A word is typed and taken away again, letter by letter.
    const QString word = QStringLiteral("person number 12");
    auto &filter = *view.findChild<QLineEdit *>(QStringLiteral("filter"));
    const auto letter = [&word](int i) {
        const int at = i % (2 * static_cast<int>(word.size()));
        return at < word.size() ? QString(word.at(at)) : QStringLiteral("\b");
    };
    view.find();
    const Times filtered = measure(painted, 320, [&](int i) { type(filter, letter(i)); });
    print(count, "filter keystroke → painted", filtered, floor, 16);
    view.filterColumn(5);
    QWidget &columnFilter = *QApplication::focusWidget();
    const Times byColumn = measure(painted, 320, [&](int i) { type(columnFilter, letter(i)); });
    print(count, "column's keystroke → painted", byColumn, floor, 16);
    view.clearFilters();

    const Times edited = measure(painted, 200, [&](int i) {
        const QModelIndex cell = grid.model()->index(i % 20, 1);
        grid.setCurrentIndex(cell);
        grid.model()->setData(cell, QStringLiteral("Edited %1").arg(i), Qt::EditRole);
    });
    print(count, "cell edit → painted", edited, floor, 16);

    const Times sorted = measure(painted, 100, [&](int i) {
        grid.sortByColumn(i % 20, i % 40 < 20 ? Qt::DescendingOrder : Qt::AscendingOrder);
    });
    print(count, "sort → painted", sorted, floor, 100);

    grid.selectAll();
    const auto setRole = [&](int i) {
        std::vector<FieldEdit> edits;
        for (const int row : view.chosenRows())
            edits.push_back({row, QStringLiteral("roleDescription"), QStringLiteral("Role %1").arg(i)});
        session.draft().edit(edits, QStringLiteral("Set field"));
    };
    // Taken back each time: a hundred steps of undo are another matter.
    const Times set = measure(painted, 100, setRole, [&] { session.draft().undoStack().undo(); });
    print(count, "set a field on all → painted", set, floor, 100);
}

} // namespace

/// From what a person does to the table until it is on the screen, in the program's own window.
int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const QTemporaryDir folder;
    auto services = Services::open(folder.path());
    if (!services)
        qFatal("%s", qPrintable(services.error().message));
    Connection connection;
    connection.id = QStringLiteral("connection");
    connection.name = QStringLiteral("Bench");
    connection.clientId = QStringLiteral("client");
    const QByteArray properties =
        R"({"optionalProperties":{"building":{"type":"string"},"floor":{"type":"int32"}}})";
    const std::vector<int> counts{1'000, 10'000};
    for (const int count : counts)
        connection.resourceSets.push_back({QString::number(count), QStringLiteral("UserAccount"),
                                           QString::number(count), QString(), properties});
    (*services)->connections().add(connection);
    MainWindow window((*services)->settings());
    auto *workbench = new Workbench(window, **services);
    window.resize(1600, 1000);
    window.show();
    window.activateWindow();
    for (const int count : counts) {
        DraftSession *session = (*services)->session(QString::number(count));
        while (!session->isLoaded())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        session->adopt(snapshotOf(count, session->type()));
        workbench->openSet(session->set().id);
        for (int i = 0; i < 50; ++i)
            settle();
        bench(window, *session, count);
    }
}
