// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plan/pushguard.h"

#include <QCoreApplication>
#include <QLocale>
#include <QSet>
#include <algorithm>

namespace Fullstate {

namespace {

struct PushGuard
{
    Q_DECLARE_TR_FUNCTIONS(Fullstate::PushGuard)
};

constexpr int WarnResources = 9'500;
constexpr qsizetype NamedAtMost = 10;

} // namespace

static QString number(qint64 value)
{
    return QLocale().toString(value);
}

/// "1 resource", "12 resources".
static QString resources(qint64 count)
{
    return count == 1 ? PushGuard::tr("1 resource") : PushGuard::tr("%1 resources").arg(number(count));
}

static int count(const std::vector<Problem> &problems, Problem::Severity severity)
{
    return static_cast<int>(std::count_if(problems.begin(), problems.end(),
                                          [severity](const Problem &p) { return p.severity == severity; }));
}

static QString problemBlock(int errors)
{
    return errors == 1
        ? PushGuard::tr("1 problem would make the tenant refuse the whole push. Correct it first.")
        : PushGuard::tr("%1 problems would make the tenant refuse the whole push. Correct them first.")
              .arg(number(errors));
}

static std::vector<QString> capBlocks(const Plan &plan)
{
    std::vector<QString> blocks;
    if (plan.wanted > MaxResources) {
        blocks.push_back(
            PushGuard::tr("The draft holds %1; the tenant takes at most %2 in one push. Take out %3. A push "
                          "cannot be split: the second part would delete the first.")
                .arg(resources(plan.wanted), number(MaxResources), number(plan.wanted - MaxResources)));
    }
    if (plan.body.size() > MaxBodyBytes) {
        blocks.push_back(
            PushGuard::tr("The push would be %1 bytes; the tenant takes at most %2, %3 fewer. Take out "
                          "resources or shorten their text. A push cannot be split: the second part would "
                          "delete the first.")
                .arg(number(plan.body.size()), number(MaxBodyBytes),
                     number(plan.body.size() - MaxBodyBytes)));
    }
    return blocks;
}

/// At most one: each of these says more than the next.
static std::optional<QString> massDeletion(const Plan &plan, qint64 held)
{
    if (plan.deletes == 0)
        return {};
    const QString all = held == 1 ? PushGuard::tr("the only resource that the tenant holds")
                                  : PushGuard::tr("all %1 that the tenant holds").arg(resources(held));
    if (plan.wanted == 0)
        return PushGuard::tr("The draft is empty: this push would delete %1.").arg(all);
    if (plan.deletes == held) {
        return PushGuard::tr(
                   "Not one uniqueId of the draft is in the tenant: this push would delete %1. That "
                   "often means a wrong column was taken for the uniqueId, or that this is another "
                   "resource set.")
            .arg(all);
    }
    if (plan.deletes * qint64(2) > held) {
        return PushGuard::tr("This push would delete %1 of the %2 that the tenant holds: more than half.")
            .arg(number(plan.deletes), resources(held));
    }
    return {};
}

static QStringList rejectedDeletions(const Plan &plan, const QStringList &rejectedIds)
{
    const QSet<QString> rejected(rejectedIds.begin(), rejectedIds.end());
    QStringList names;
    for (const PlannedChange &change : plan.changes) {
        if (change.action != PlannedChange::Action::Delete || !rejected.contains(change.uniqueId))
            continue;
        names << (change.displayName.isEmpty()
                      ? change.uniqueId
                      : PushGuard::tr("%1 (%2)").arg(change.uniqueId, change.displayName));
    }
    return names;
}

static QString rejectedStop(const QStringList &names)
{
    QString list = names.mid(0, NamedAtMost).join(PushGuard::tr(", "));
    if (names.size() > NamedAtMost)
        list = PushGuard::tr("%1 and %2 more").arg(list, number(names.size() - NamedAtMost));
    return names.size() == 1
        ? PushGuard::tr("The import left out the row of a resource that the tenant holds; this push would "
                        "delete it: %1.")
              .arg(list)
        : PushGuard::tr("The import left out the rows of %1 that the tenant holds; this push would delete "
                        "them: %2.")
              .arg(resources(names.size()), list);
}

/// Past a tenth or 25 of what the tenant holds. There is no exception for small sets: typing "1" costs a
/// second, and in a set of four, one deletion weighs as much as a thousand in a set of four thousand.
static bool needsNumber(const Plan &plan, qint64 held)
{
    return plan.deletes * qint64(10) > held || plan.deletes > 25;
}

static std::vector<QString> notes(const Plan &plan, const std::vector<Problem> &problems)
{
    std::vector<QString> said;
    if (plan.body.size() > WarnBodyBytes && plan.body.size() <= MaxBodyBytes) {
        said.push_back(PushGuard::tr("The push is %1 bytes, close to the tenant's limit of %2.")
                           .arg(number(plan.body.size()), number(MaxBodyBytes)));
    }
    if (plan.wanted > WarnResources && plan.wanted <= MaxResources) {
        said.push_back(PushGuard::tr("The draft holds %1, close to the tenant's limit of %2.")
                           .arg(resources(plan.wanted), number(MaxResources)));
    }
    if (plan.unchanged == 0 && plan.edits > 1) {
        said.push_back(PushGuard::tr("Every resource that stays would change. If that is a surprise, see "
                                     "whether a column has slipped."));
    }
    if (const QStringList &fields = plan.tenant->unknownFields; !fields.isEmpty()) {
        said.push_back(
            PushGuard::tr("The tenant also gave fields that this resource type does not have; a push "
                          "does not send them: %1.")
                .arg(fields.join(PushGuard::tr(", "))));
    }
    if (const int warnings = count(problems, Problem::Severity::Warning); warnings > 0) {
        said.push_back(warnings == 1
                           ? PushGuard::tr("1 problem is worth a look; it does not stand in the way.")
                           : PushGuard::tr("%1 problems are worth a look; they do not stand in the way.")
                                 .arg(number(warnings)));
    }
    return said;
}

Guard guardPush(const Plan &plan, const std::vector<Problem> &problems, const QStringList &rejectedIds)
{
    Guard guard;
    if (const int errors = count(problems, Problem::Severity::Error); errors > 0)
        guard.blocks.push_back(problemBlock(errors));
    if (!plan.tenant->wasFetched()) {
        // Against a tenant never seen every deletion would go unnoticed: nothing else here would be true.
        guard.blocks.push_back(PushGuard::tr("Nobody has asked the tenant yet what it holds, so what a push "
                                             "would delete is not known. Fetch first."));
        return guard;
    }
    for (QString &block : capBlocks(plan))
        guard.blocks.push_back(std::move(block));
    if (plan.isEmpty()) {
        guard.blocks.push_back(
            PushGuard::tr("Nothing to push: the tenant already holds exactly what the draft holds."));
    }
    const auto held = static_cast<qint64>(plan.tenant->resources.size());
    if (std::optional<QString> stop = massDeletion(plan, held))
        guard.stops.push_back(*std::move(stop));
    if (const QStringList names = rejectedDeletions(plan, rejectedIds); !names.isEmpty())
        guard.stops.push_back(rejectedStop(names));
    if (!guard.stops.empty() || needsNumber(plan, held))
        guard.deletionsToConfirm = plan.deletes;
    guard.notes = notes(plan, problems);
    return guard;
}

} // namespace Fullstate
