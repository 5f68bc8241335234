// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/autosave.h"

#include "app/workspace/workspace.h"

namespace Fullstate {

namespace {

constexpr std::chrono::milliseconds Delay{250};

}

Autosave::Autosave(Draft &draft, QString setId, Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_draft(draft)
    , m_setId(std::move(setId))
    , m_workspace(workspace)
    , m_timer(this)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(Delay);
    connect(&m_timer, &QTimer::timeout, this, [this] { m_workspace.saveDraft(m_setId, m_draft.state()); });
    connect(&m_draft, &Draft::changed, this, [this] {
        if (!m_timer.isActive()) // not restarted: steady typing must not put it off
            m_timer.start();
    });
}

Autosave::~Autosave()
{
    saveNow();
}

void Autosave::saveNow()
{
    if (!m_timer.isActive())
        return;
    m_timer.stop();
    m_workspace.saveDraft(m_setId, m_draft.state());
}

} // namespace Fullstate
