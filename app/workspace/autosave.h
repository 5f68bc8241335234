// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/draft/draft.h"

#include <QTimer>

namespace Fullstate {

class Workspace;

/// Keeps a draft on disk: a quarter of a second after the first edit that is not, its state is handed to the
/// workspace's thread, and at its own end whatever is still missing.
class Autosave final : public QObject
{
    Q_OBJECT

public:
    /// Both must outlive the autosave. What \p draft holds now is taken to be on disk.
    Autosave(Draft &draft, QString setId, Workspace &workspace, QObject *parent = nullptr);
    ~Autosave() override;

    void saveNow(); ///< if anything is unsaved

private:
    Draft &m_draft;
    QString m_setId;
    Workspace &m_workspace;
    QTimer m_timer;
};

} // namespace Fullstate
