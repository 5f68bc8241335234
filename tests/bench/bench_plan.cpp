// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plan/plan.h"
#include "app/schema/catalog.h"
#include "tests/bench/manyusers.h"

#include <QElapsedTimer>
#include <algorithm>
#include <cstdio>

using namespace Fullstate;

/// The median of some runs, in milliseconds.
template<typename Work>
static double median(Work work)
{
    std::vector<double> times;
    for (int run = 0; run < 11; ++run) {
        QElapsedTimer timer;
        timer.start();
        work();
        times.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    std::sort(times.begin(), times.end());
    return times[times.size() / 2];
}

/// Planning count against count user accounts with 1 % changed, against parsing the same bytes.
static void bench(const ResourceType &type, int count)
{
    const QByteArray bytes = QJsonDocument(QJsonObject{{QStringLiteral("resources"), manyUsers(count)}})
                                 .toJson(QJsonDocument::Compact);
    // Both sides from text of their own, so that nothing is shared between them.
    const Result<Snapshot> tenant = parseSnapshot(bytes, QDateTime::currentDateTimeUtc());
    const Result<Snapshot> other = parseSnapshot(bytes, QDateTime::currentDateTimeUtc());
    if (!tenant || !other)
        qFatal("the benchmark's own data cannot be read");
    std::vector<QJsonObject> wanted = other->resources;
    for (size_t i = 0; i < wanted.size(); i += 100)
        wanted[i].insert(QStringLiteral("email"), QStringLiteral("changed@example.com"));
    const auto base = std::make_shared<const Snapshot>(*tenant);

    const double parse = median([&bytes] {
        if (QJsonDocument::fromJson(bytes).isNull())
            qFatal("not JSON");
    });
    size_t changes = 0;
    const double plan =
        median([&] { changes = makePlan(type, QStringLiteral("r"), base, wanted).changes.size(); });
    std::printf("plan %6d resources (%4.1f MB, %zu changes): %7.1f ms; parsing the same bytes %7.1f ms; "
                "ratio %.2f (aim: at most 2)\n",
                count, static_cast<double>(bytes.size()) / 1e6, changes, plan, parse, plan / parse);
}

int main()
{
    const Result<Catalog> catalog = Catalog::load();
    if (!catalog)
        qFatal("no resource types");
    const ResourceType &type = *catalog->find(u"UserAccount");
    for (const int count : {1'000, 10'000})
        bench(type, count);
}
