// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringList>
#include <optional>

class QAction;

namespace Fullstate {

/// What the actions are for at the moment.
struct ActionState
{
    bool connections = false; ///< there are some besides the practice tenant's
    bool set = false; ///< a resource set is open and its draft is loaded
    bool fetching = false;
    bool chosen = false; ///< at least one cell
    bool filtered = false; ///< something is typed into a filter
    bool userAccounts = false;
    bool namesOthers = false; ///< its resources name resources of another set
    bool changes = false; ///< a push would do something
    bool canUndo = false;
    bool canRedo = false;
    QString undoText = {};
    QString redoText = {};
};

/// Every action of the main window: words, icon, keys and explanation in one table.
class Actions final : public QObject
{
    Q_OBJECT

public:
    enum Id {
        NewConnection,
        OpenPractice,
        ImportConnections,
        ExportConnections,
        CheckAll,
        ImportCsv,
        ExportCsv,
        Quit,
        Undo,
        Redo,
        Revert,
        Cut,
        Copy,
        Paste,
        AddResource,
        Deactivate,
        RemoveResources,
        Find,
        FilterColumn,
        ClearFilters,
        Replace,
        SetField,
        FillDown,
        Duplicate,
        CopyUniqueIds,
        CopyJson,
        CopyCsv,
        GoToUniqueId,
        GoToNamed,
        NextProblem,
        Fetch,
        ReviewPush,
        PushSeveral,
        DiscardDraft,
        ChangeScope,
        UploadEvidence,
        History,
        Uploads,
        Activity,
        Problems,
        FilterRow,
        NextPart,
        PreviousPart,
        Shortcuts,
        About,
        Count
    };

    explicit Actions(QObject *parent);

    QAction *operator[](Id id) const { return m_actions[id]; }
    /// Enables what makes sense now; the others stay visible, so that they can be found.
    void follow(const ActionState &state);
    void loadIcons(); ///< not at once, since it takes long; and after a change of the palette
    /// What the keyboard can do, a line for each action with a key: name, tab, key.
    QStringList shortcutLines() const;

private:
    QAction *m_actions[Count] = {};
    std::optional<bool> m_hasDarkIcons; ///< nothing: none yet
};

} // namespace Fullstate
