// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/actions.h"

#include "ui/common/icons.h"

#include <QAction>
#include <QKeySequence>

namespace Fullstate {

namespace {

struct Row
{
    Actions::Id id;
    const char *objectName;
    const char *text;
    const char *icon;
    QKeySequence keys;
    const char *toolTip;
    bool checkable = false;
};

const std::vector<Row> &table()
{
    static const std::vector<Row> rows{
        {Actions::NewConnection, "newConnection", QT_TRANSLATE_NOOP("Fullstate::Actions", "&New connection…"),
         "network-connect", QKeySequence::New,
         QT_TRANSLATE_NOOP("Fullstate::Actions", "Set up one application in one tenant and how to reach it")},
        {Actions::OpenPractice,
         "openPractice",
         QT_TRANSLATE_NOOP("Fullstate::Actions", "Open the &practice tenant"),
         "system-run",
         {},
         QT_TRANSLATE_NOOP(
             "Fullstate::Actions",
             "The tenant inside the program, for trying everything without touching a real one")},
        {Actions::CheckAll,
         "checkAll",
         QT_TRANSLATE_NOOP("Fullstate::Actions", "&Check all connections…"),
         "network-connect",
         {},
         QT_TRANSLATE_NOOP(
             "Fullstate::Actions",
             "Ask for a token of each connection and read its resource sets; nothing is changed")},
        {Actions::ImportConnections,
         "importConnections",
         QT_TRANSLATE_NOOP("Fullstate::Actions", "Imp&ort connections…"),
         "document-import",
         {},
         QT_TRANSLATE_NOOP("Fullstate::Actions", "Bring in connections that another Fullstate has exported")},
        {Actions::ExportConnections,
         "exportConnections",
         QT_TRANSLATE_NOOP("Fullstate::Actions", "Expo&rt connections…"),
         "document-export",
         {},
         QT_TRANSLATE_NOOP("Fullstate::Actions", "Write connections to a file, without their secrets")},
        {Actions::ImportCsv, "importCsv", QT_TRANSLATE_NOOP("Fullstate::Actions", "&Import CSV…"),
         "document-import", QKeySequence(Qt::CTRL | Qt::Key_I),
         QT_TRANSLATE_NOOP("Fullstate::Actions", "Bring the rows of a file into the draft; nothing is sent")},
        {Actions::ExportCsv, "exportCsv", QT_TRANSLATE_NOOP("Fullstate::Actions", "&Export CSV…"),
         "document-export", QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E),
         QT_TRANSLATE_NOOP("Fullstate::Actions",
                           "Write the draft, the snapshot, the plan or the problems to a file")},
        {Actions::Quit, "quit", QT_TRANSLATE_NOOP("Fullstate::Actions", "&Quit"), "application-exit",
         QKeySequence::Quit, QT_TRANSLATE_NOOP("Fullstate::Actions", "Leave the program; the draft is kept")},

        {Actions::Undo, "undo", QT_TRANSLATE_NOOP("Fullstate::Actions", "&Undo"), "edit-undo",
         QKeySequence::Undo, QT_TRANSLATE_NOOP("Fullstate::Actions", "Take back the last edit of the draft")},
        {Actions::Redo, "redo", QT_TRANSLATE_NOOP("Fullstate::Actions", "&Redo"), "edit-redo",
         QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z),
         QT_TRANSLATE_NOOP("Fullstate::Actions", "Do again what was undone")},
        {Actions::Revert, "revert", QT_TRANSLATE_NOOP("Fullstate::Actions", "Re&vert"), "document-revert",
         QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_Z),
         QT_TRANSLATE_NOOP("Fullstate::Actions",
                           "Make the chosen cells or resources again what the tenant holds")},
        {Actions::Cut, "cut", QT_TRANSLATE_NOOP("Fullstate::Actions", "Cu&t"), "edit-cut", QKeySequence::Cut,
         QT_TRANSLATE_NOOP("Fullstate::Actions", "Copy the chosen cells and empty them")},
        {Actions::Copy, "copy", QT_TRANSLATE_NOOP("Fullstate::Actions", "&Copy"), "edit-copy",
         QKeySequence::Copy,
         QT_TRANSLATE_NOOP("Fullstate::Actions", "Copy the chosen cells for a spreadsheet")},
        {Actions::Paste, "paste", QT_TRANSLATE_NOOP("Fullstate::Actions", "&Paste"), "edit-paste",
         QKeySequence::Paste,
         QT_TRANSLATE_NOOP("Fullstate::Actions",
                           "Paste cells from a spreadsheet; rows that do not fit are added as resources")},
        {Actions::AddResource, "addResource", QT_TRANSLATE_NOOP("Fullstate::Actions", "&Add resource"),
         "list-add", QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N),
         QT_TRANSLATE_NOOP("Fullstate::Actions", "Add a resource to the draft")},
        {Actions::Deactivate, "deactivate", QT_TRANSLATE_NOOP("Fullstate::Actions", "&Deactivate"),
         "dialog-cancel", QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_D),
         QT_TRANSLATE_NOOP("Fullstate::Actions",
                           "Set the status to DEACTIVATED: the accounts stay in the tenant. Remove "
                           "resources deletes them instead")},
        {Actions::RemoveResources, "removeResources",
         QT_TRANSLATE_NOOP("Fullstate::Actions", "Re&move resources"), "list-remove",
         QKeySequence(Qt::Key_Delete),
         QT_TRANSLATE_NOOP("Fullstate::Actions",
                           "Take the chosen resources out: the next push deletes them in the tenant")},
        {Actions::Find, "find", QT_TRANSLATE_NOOP("Fullstate::Actions", "&Find…"), "edit-find",
         QKeySequence::Find,
         QT_TRANSLATE_NOOP("Fullstate::Actions", "Show only the resources that hold a text")},
        {Actions::FilterColumn, "filterColumn", QT_TRANSLATE_NOOP("Fullstate::Actions", "Fi&lter column"),
         "view-filter", QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F),
         QT_TRANSLATE_NOOP("Fullstate::Actions", "Show only the resources that fit in the current column")},
        {Actions::ClearFilters, "clearFilters", QT_TRANSLATE_NOOP("Fullstate::Actions", "Clear f&ilters"),
         "edit-clear", QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L),
         QT_TRANSLATE_NOOP("Fullstate::Actions", "Show every resource again")},
        {Actions::Replace, "replace", QT_TRANSLATE_NOOP("Fullstate::Actions", "R&eplace…"), "",
         QKeySequence(Qt::CTRL | Qt::Key_H),
         QT_TRANSLATE_NOOP("Fullstate::Actions",
                           "Put another text in the place of one, and see every change first")},
        {Actions::SetField, "setField", QT_TRANSLATE_NOOP("Fullstate::Actions", "&Set field…"), "",
         QKeySequence(Qt::CTRL | Qt::Key_E),
         QT_TRANSLATE_NOOP("Fullstate::Actions", "Give one field of all chosen resources the same value")},
        {Actions::FillDown, "fillDown", QT_TRANSLATE_NOOP("Fullstate::Actions", "Fill &down"), "",
         QKeySequence(Qt::CTRL | Qt::Key_D),
         QT_TRANSLATE_NOOP("Fullstate::Actions", "Repeat the topmost chosen cell in those below it")},
        {Actions::Duplicate, "duplicate", QT_TRANSLATE_NOOP("Fullstate::Actions", "D&uplicate resource"),
         "edit-copy", QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C),
         QT_TRANSLATE_NOOP("Fullstate::Actions",
                           "Add copies of the chosen resources, without their uniqueId")},
        {Actions::CopyUniqueIds, "copyUniqueIds", QT_TRANSLATE_NOOP("Fullstate::Actions", "Copy &uniqueIds"),
         "", QKeySequence(),
         QT_TRANSLATE_NOOP("Fullstate::Actions", "Copy the uniqueIds of the chosen resources, a line each")},
        {Actions::CopyJson, "copyJson", QT_TRANSLATE_NOOP("Fullstate::Actions", "Copy as &JSON"), "",
         QKeySequence(),
         QT_TRANSLATE_NOOP("Fullstate::Actions", "Copy the chosen resources as the API takes them")},
        {Actions::CopyCsv, "copyCsv", QT_TRANSLATE_NOOP("Fullstate::Actions", "Copy as CS&V"), "",
         QKeySequence(),
         QT_TRANSLATE_NOOP("Fullstate::Actions",
                           "Copy the chosen resources with all their fields, as Import CSV takes them")},
        {Actions::GoToUniqueId, "goToUniqueId", QT_TRANSLATE_NOOP("Fullstate::Actions", "&Go to uniqueId…"),
         "", QKeySequence(Qt::CTRL | Qt::Key_G),
         QT_TRANSLATE_NOOP("Fullstate::Actions", "Go to the resource of a uniqueId")},
        {Actions::GoToNamed, "goToNamed",
         QT_TRANSLATE_NOOP("Fullstate::Actions", "Go to the &named resource"), "",
         QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_G),
         QT_TRANSLATE_NOOP("Fullstate::Actions",
                           "Open the resource set that the resource names one of (a finding's vulnerable "
                           "component), and go to it there")},
        {Actions::NextProblem, "nextProblem", QT_TRANSLATE_NOOP("Fullstate::Actions", "Ne&xt problem"), "",
         QKeySequence(Qt::Key_F8),
         QT_TRANSLATE_NOOP("Fullstate::Actions", "Go to the next cell that the tenant would refuse")},

        {Actions::Fetch, "fetch", QT_TRANSLATE_NOOP("Fullstate::Actions", "&Fetch"), "view-refresh",
         QKeySequence(Qt::Key_F5),
         QT_TRANSLATE_NOOP("Fullstate::Actions", "See what the tenant holds now; your edits stay")},
        {Actions::ReviewPush, "reviewPush", QT_TRANSLATE_NOOP("Fullstate::Actions", "&Review push…"),
         "document-preview", QKeySequence(Qt::CTRL | Qt::Key_Return),
         QT_TRANSLATE_NOOP("Fullstate::Actions",
                           "See what a push would delete, add and change, before anything is sent")},
        {Actions::PushSeveral, "pushSeveral", QT_TRANSLATE_NOOP("Fullstate::Actions", "Push to &several…"),
         "document-send", QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Return),
         QT_TRANSLATE_NOOP(
             "Fullstate::Actions",
             "Review what this draft would do at each of several customers, and push it there")},
        {Actions::DiscardDraft,
         "discardDraft",
         QT_TRANSLATE_NOOP("Fullstate::Actions", "&Discard draft…"),
         "edit-clear-all",
         {},
         QT_TRANSLATE_NOOP("Fullstate::Actions",
                           "Take back every edit: the draft is again what the tenant holds")},
        {Actions::ChangeScope,
         "changeScope",
         QT_TRANSLATE_NOOP("Fullstate::Actions", "Sco&pe…"),
         "view-filter",
         {},
         QT_TRANSLATE_NOOP("Fullstate::Actions", "Say which records imports keep out of the draft")},

        {Actions::UploadEvidence, "uploadEvidence",
         QT_TRANSLATE_NOOP("Fullstate::Actions", "&Upload evidence…"), "document-send",
         QKeySequence(Qt::CTRL | Qt::Key_U),
         QT_TRANSLATE_NOOP("Fullstate::Actions", "Add files to an evidence document of the tenant")},

        {Actions::History, "showHistory", QT_TRANSLATE_NOOP("Fullstate::Actions", "&History"), "view-history",
         QKeySequence(Qt::ALT | Qt::Key_3),
         QT_TRANSLATE_NOOP("Fullstate::Actions", "The receipts of this resource set"), true},
        {Actions::Uploads, "showUploads", QT_TRANSLATE_NOOP("Fullstate::Actions", "&Evidence uploads"),
         "document-send", QKeySequence(Qt::ALT | Qt::Key_4),
         QT_TRANSLATE_NOOP("Fullstate::Actions",
                           "What was uploaded with this connection, with the links to it"),
         true},
        {Actions::Activity, "showActivity", QT_TRANSLATE_NOOP("Fullstate::Actions", "&Activity"),
         "view-list-details", QKeySequence(Qt::ALT | Qt::Key_2),
         QT_TRANSLATE_NOOP("Fullstate::Actions", "Requests and answers, secrets redacted"), true},
        {Actions::Problems, "showProblems", QT_TRANSLATE_NOOP("Fullstate::Actions", "&Problems"),
         "dialog-warning", QKeySequence(Qt::ALT | Qt::Key_1),
         QT_TRANSLATE_NOOP("Fullstate::Actions", "What the tenant would refuse, each leads to its cell"),
         true},

        {Actions::FilterRow, "showFilterRow", QT_TRANSLATE_NOOP("Fullstate::Actions", "Filter &row"),
         "view-filter", QKeySequence(),
         QT_TRANSLATE_NOOP("Fullstate::Actions", "A filter beneath the header of each column"), true},
        {Actions::NextPart, "nextPart", QT_TRANSLATE_NOOP("Fullstate::Actions", "Go to the &next part"), "",
         QKeySequence(Qt::Key_F6),
         QT_TRANSLATE_NOOP(
             "Fullstate::Actions",
             "Put the keyboard into the next of Connections, the table, Details and the panel below")},
        {Actions::PreviousPart, "previousPart",
         QT_TRANSLATE_NOOP("Fullstate::Actions", "Go to the p&revious part"), "",
         QKeySequence(Qt::SHIFT | Qt::Key_F6),
         QT_TRANSLATE_NOOP(
             "Fullstate::Actions",
             "Put the keyboard into the previous of Connections, the table, Details and the panel "
             "below")},

        {Actions::Shortcuts,
         "shortcuts",
         QT_TRANSLATE_NOOP("Fullstate::Actions", "&Keyboard shortcuts"),
         "",
         {},
         QT_TRANSLATE_NOOP("Fullstate::Actions", "What the keyboard can do")},
        {Actions::About,
         "about",
         QT_TRANSLATE_NOOP("Fullstate::Actions", "&About Fullstate"),
         "help-about",
         {},
         QT_TRANSLATE_NOOP("Fullstate::Actions", "Version and licence")},
    };
    return rows;
}

QString withDetail(const QString &text, const QString &detail)
{
    return detail.isEmpty() ? text : text % QStringLiteral(": ") % detail;
}

} // namespace

Actions::Actions(QObject *parent)
    : QObject(parent)
{
    for (const Row &row : table()) {
        auto *action = new QAction(tr(row.text), this);
        action->setObjectName(QLatin1String(row.objectName));
        action->setIconText(action->text().remove(u'&').remove(u'…')); // on buttons and tabs
        action->setShortcut(row.keys);
        action->setToolTip(tr(row.toolTip));
        action->setStatusTip(tr(row.toolTip));
        action->setCheckable(row.checkable);
        m_actions[row.id] = action;
    }
    m_actions[Quit]->setMenuRole(QAction::QuitRole);
    m_actions[About]->setMenuRole(QAction::AboutRole);
    // Hands that come from another platform find theirs.
    m_actions[Redo]->setShortcuts({m_actions[Redo]->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_Y)});
    // In a line of text these keys mean the text; they are the table's where it has the focus.
    for (const Id id : {Cut, Copy, Paste, RemoveResources})
        m_actions[id]->setShortcutContext(Qt::WidgetShortcut);
    follow({});
}

void Actions::follow(const ActionState &state)
{
    const bool chosen = state.set && state.chosen;
    m_actions[ExportConnections]->setEnabled(state.connections);
    for (const Id id : {Revert, Cut, Copy, RemoveResources, SetField, FillDown, Duplicate, CopyUniqueIds,
                        CopyJson, CopyCsv})
        m_actions[id]->setEnabled(chosen);
    m_actions[Deactivate]->setEnabled(chosen && state.userAccounts);
    for (const Id id :
         {ImportCsv, ExportCsv, Paste, AddResource, Find, FilterColumn, Replace, GoToUniqueId, NextProblem})
        m_actions[id]->setEnabled(state.set);
    m_actions[GoToNamed]->setEnabled(state.set && state.namesOthers);
    m_actions[ClearFilters]->setEnabled(state.set && state.filtered);
    m_actions[Fetch]->setEnabled(state.set && !state.fetching);
    m_actions[ReviewPush]->setEnabled(state.set && !state.fetching);
    m_actions[PushSeveral]->setEnabled(state.set && !state.fetching);
    m_actions[DiscardDraft]->setEnabled(state.set && state.changes);
    m_actions[ChangeScope]->setEnabled(state.set);
    m_actions[UploadEvidence]->setEnabled(state.set);
    const QString evidence = state.set ? m_actions[UploadEvidence]->statusTip()
                                       : tr("Choose a resource set first: evidence goes to its connection");
    m_actions[UploadEvidence]->setToolTip(evidence);
    m_actions[Undo]->setEnabled(state.canUndo);
    m_actions[Redo]->setEnabled(state.canRedo);
    m_actions[Undo]->setToolTip(withDetail(tr("Undo"), state.undoText));
    m_actions[Redo]->setToolTip(withDetail(tr("Redo"), state.redoText));
}

void Actions::loadIcons()
{
    if (m_hasDarkIcons == isDarkPalette())
        return;
    m_hasDarkIcons = isDarkPalette();
    for (const Row &row : table()) {
        if (*row.icon)
            m_actions[row.id]->setIcon(icon(QLatin1String(row.icon)));
    }
}

QStringList Actions::shortcutLines() const
{
    QStringList lines;
    for (const Row &row : table()) {
        const QAction *action = m_actions[row.id];
        if (!action->shortcut().isEmpty())
            lines.append(action->iconText() % u'\t' % action->shortcut().toString(QKeySequence::NativeText));
    }
    return lines;
}

} // namespace Fullstate
