// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The main window's ways to a resource set, and to a place in it.

#include "app/fullstate.h"
#include "app/schema/resourcetype.h"
#include "app/session/draftsession.h"
#include "ui/bottompanel.h"
#include "ui/common/messagebar.h"
#include "ui/connection/connectionpage.h"
#include "ui/connection/connectiontree.h"
#include "ui/draft/problemspane.h"
#include "ui/draft/resourceview.h"
#include "ui/resourcesetpage.h"
#include "ui/workbench.h"

#include <QApplication>
#include <QStackedWidget>
#include <algorithm>

namespace Fullstate {

void Workbench::openSet(const QString &setId)
{
    const Connection *connection = m_services.connections().findBySet(setId);
    if (connection && connection->kind == Connection::Kind::Practice && !startPracticeTenant())
        return;
    DraftSession *session = connection ? m_services.session(setId) : nullptr;
    if (session == m_setPage->session())
        return;
    m_setPage->setSession(session);
    m_connectionPage->setConnection({});
    showRightPage();
    loadHistory();
    if (session)
        m_tree->selectSet(setId);
}

/// In the place of the set that was open; its draft is kept.
void Workbench::showConnection(const QString &connectionId)
{
    m_setPage->takeTyped();
    openSet({});
    m_connectionPage->setConnection(connectionId);
    showRightPage();
}

/// Asking the tenant that is inside the program costs nothing, so its sets never open empty.
void Workbench::openChosen(const QString &setId)
{
    openSet(setId);
    DraftSession *session = m_setPage->session();
    if (!session || session->connection().kind != Connection::Kind::Practice)
        return;
    const auto fetchFirst = [session] {
        if (!session->draft().base()->wasFetched())
            session->fetch();
    };
    if (session->isLoaded())
        fetchFirst();
    else
        connect(session, &DraftSession::loaded, this, fetchFirst);
}

void Workbench::showProblem(const Problem &problem)
{
    m_setPage->view().showCell(problem.row, problem.field);
}

/// From the problem that has the focus, or else from the table's current row.
void Workbench::goToNamed()
{
    const DraftSession *session = m_setPage->session();
    if (!m_setPage->isReady() || !session->references()) // being read
        return;
    const std::optional<Problem> problem = m_problems->focusedProblem();
    const int row = problem ? problem->row : m_setPage->view().currentRow();
    const QJsonObject resource =
        row < 0 ? QJsonObject() : m_setPage->session()->draft().rows()[static_cast<size_t>(row)].resource;
    const QString named = resource.value(referenceField(session->type())->name).toString();
    if (const ReferencedSet *set = session->references()->setOf(named)) {
        openChosen(QString(set->setId));
        showResource(named);
        return;
    }
    m_messages->say(MessageBar::Kind::Information,
                    tr("This connection has no resource set of %1. Add it in “Edit connection…”.")
                        .arg(session->references()->typeTitle));
}

/// Once the draft is there. A resource that is not in it leads nowhere further.
void Workbench::showResource(const QString &uniqueId)
{
    DraftSession *session = m_setPage->session();
    const auto show = [this, session, uniqueId] {
        if (m_setPage->session() != session || uniqueId.isEmpty())
            return;
        const std::vector<DraftRow> &rows = session->draft().rows();
        const auto row = std::find_if(rows.begin(), rows.end(), [&uniqueId](const DraftRow &each) {
            return each.resource.value(UniqueIdField) == uniqueId;
        });
        if (row != rows.end())
            m_setPage->view().showCell(static_cast<int>(row - rows.begin()), QStringLiteral("uniqueId"));
    };
    if (m_setPage->isReady())
        show();
    else if (session)
        connect(session, &DraftSession::loaded, this, show, Qt::SingleShotConnection);
}

static bool isIn(const QWidget &part, const QWidget *widget)
{
    return widget && (widget == &part || part.isAncestorOf(widget));
}

/// The first widget of a part that takes the keyboard; nullptr: none does.
static QWidget *entranceOf(QWidget &part)
{
    const auto takesKeys = [&part](const QWidget *widget) {
        return isIn(part, widget) && (widget->focusPolicy() & Qt::TabFocus) && widget->isVisible()
            && widget->isEnabled() && !widget->focusProxy();
    };
    if (takesKeys(part.focusProxy()))
        return part.focusProxy();
    QWidget *widget = &part;
    while (!takesKeys(widget)) {
        widget = widget->nextInFocusChain();
        if (widget == &part)
            return nullptr;
    }
    return widget;
}

/// A table keeps Tab to itself: this leads out of it.
void Workbench::goToPart(int step)
{
    std::vector<QWidget *> parts{m_tree};
    if (m_pages->currentWidget() == m_setPage) {
        for (QWidget *part : m_setPage->parts())
            parts.push_back(part);
    } else {
        parts.push_back(m_pages->currentWidget());
    }
    parts.push_back(m_bottom);
    const auto count = static_cast<int>(parts.size());
    const auto from = std::find_if(parts.begin(), parts.end(), [](const QWidget *part) {
        return isIn(*part, QApplication::focusWidget());
    });
    int at = from == parts.end() ? (step > 0 ? -1 : count) : static_cast<int>(from - parts.begin());
    for (int tried = 0; tried < count; ++tried) {
        at = (at + step + count) % count;
        if (QWidget *entrance = entranceOf(*parts[static_cast<size_t>(at)])) {
            entrance->setFocus(Qt::TabFocusReason);
            return;
        }
    }
}

} // namespace Fullstate
