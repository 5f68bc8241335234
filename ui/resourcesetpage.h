// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/job.h"

#include "ui/draft/resourceplace.h"

#include <QHash>
#include <QPointer>
#include <QWidget>
#include <memory>

class QAction;
class QSettings;
class QSplitter;
class QStackedWidget;

namespace Fullstate {

class Actions;
class DetailsPane;
class DraftSession;
class EmptyPage;
class MessageBar;
class ResourceView;
struct ActionState;
struct SetStatus;

/// One open resource set: its resources (or what stands in their place while there are none) and the Details
/// of the chosen one. Follows the session it is given.
class ResourceSetPage final : public QWidget
{
    Q_OBJECT

public:
    /// \p messages is where outcomes are said; it outlives the page.
    ResourceSetPage(const Actions &actions, QSettings &settings, MessageBar &messages,
                    QWidget *parent = nullptr);
    ~ResourceSetPage() override;

    void setSession(DraftSession *session);
    /// What is being typed in a cell or in Details goes into the draft.
    void takeTyped();
    std::vector<QWidget *> parts() const; ///< that F6 goes through: the table, Details ///< nullptr: none
    DraftSession *session() const;
    /// Its draft may be used.
    bool isReady() const;
    ResourceView &view() { return *m_view; }

    void showNextProblem();
    void fetch();
    void cancelFetch();
    /// What the actions and the status bar follow.
    ActionState actionState() const;
    SetStatus status() const;
    void restoreLayout();
    void rememberLayout();

Q_SIGNALS:
    void stateChanged();
    void problemsChanged();
    void progressed(const QString &what, qint64 done, qint64 total);

private:
    void connectSession(QObject *context);
    void showDraft();
    void sayEdited(const QString &message, bool undoable);
    void showRightPage();
    void showDetails();
    void followFetch();
    void handleFetched();
    void restoreColumns();
    void rememberColumns();
    QString columnsKey() const;

    QSettings &m_settings;
    MessageBar &m_messages;
    QPointer<DraftSession> m_session;
    std::unique_ptr<QObject> m_connections; ///< to the session: gone with the next one
    QPointer<Job> m_fetch;
    bool m_wasFetchAskedFor = false; ///< by the user
    QHash<QString, ResourcePlace> m_places; ///< by set: where to come back to
    QAction *m_undo;
    int m_undoMessage = 0; ///< offers to undo the last edit: gone with the next
    QSplitter *m_splitter;
    QStackedWidget *m_pages;
    EmptyPage *m_neverFetched;
    EmptyPage *m_loading;
    ResourceView *m_view;
    DetailsPane *m_details;
};

} // namespace Fullstate
