// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/job.h"
#include "app/schema/problem.h"
#include "ui/common/messagebar.h"

#include <QHash>
#include <QPointer>
#include <QWidget>

class QDropEvent;
class QSplitter;
class QStackedWidget;

namespace Fullstate {

struct Connection;

class Actions;
class BottomPanel;
class ConnectionCheck;
class ConnectionPage;
class ConnectionTree;
class EmptyPage;
class HistoryModel;
class MainWindow;
class ProblemsPane;
class ResourceSetPage;
class Services;
class StatusLine;
class UploadsPane;

/// What the main window is filled with: places the parts and connects them with the actions. What the parts
/// do is theirs.
class Workbench final : public QWidget
{
    Q_OBJECT

public:
    /// In \p window, whose child it is. Shows what is in \p services, which outlive it.
    Workbench(MainWindow &window, Services &services);
    ~Workbench() override;

    /// Starts the practice tenant if it is not running, and opens its first resource set.
    void openPracticeTenant();
    void openSet(const QString &setId); ///< unknown: none

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void buildPages();
    void buildBottom();
    void placeParts();
    void restoreState();
    void rememberState();
    void fillColumnsMenu();
    void connectParts();
    void connectActions();
    void connectTree();
    void connectConnectionPage();
    void connectTokens();
    void connectWorkspace();

    void showRightPage();
    void followState();
    void showProblem(const Problem &problem);
    void goToNamed();
    void goToPart(int step);
    void showResource(const QString &uniqueId);
    void loadHistory();
    bool startPracticeTenant();
    void sayPracticeStartedAfresh(const Error &error);
    void openChosen(const QString &setId);
    void createConnection();
    bool hasOwnConnections() const; ///< besides those to the practice tenant
    void importConnections();
    void exportConnections();
    void showConnection(const QString &connectionId);
    void goOnMinting(const QString &connectionId);
    ConnectionCheck *makeCheck(const Connection &connection, QObject *owner);
    void checkConnection(const QString &connectionId);
    void checkAllConnections();
    void signInAgain(const QString &connectionId);
    void sayTokenFailed(const QString &connectionId, const Error &error);
    std::vector<MessageBar::Offer> offersFor(const QString &connectionId);
    void removeConnection(const QString &connectionId);
    void saySecretNotRemoved(const Error &error);
    void revokeAndRemove(const Connection &connection);
    bool canImport(QDropEvent &event) const;
    bool import(QDropEvent &event);
    void importCsv(const QString &fileName = {});
    void changeScope();
    void exportCsv();
    void reviewPush();
    void pushToSeveral();
    void discardDraft();
    void openReceipt(const QString &receiptId);
    void addUploadsPane();
    void uploadEvidence();

    MainWindow &m_window;
    Services &m_services;
    Actions &m_actions;
    StatusLine &m_status;
    MessageBar *m_messages = nullptr;
    ConnectionTree *m_tree = nullptr;
    QSplitter *m_across = nullptr;
    QSplitter *m_down = nullptr;
    QStackedWidget *m_pages = nullptr;
    EmptyPage *m_welcome = nullptr;
    EmptyPage *m_choose = nullptr;
    ConnectionPage *m_connectionPage = nullptr;
    ResourceSetPage *m_setPage = nullptr;
    BottomPanel *m_bottom = nullptr;
    ProblemsPane *m_problems = nullptr;
    HistoryModel *m_history = nullptr;
    UploadsPane *m_uploads = nullptr;
    QPointer<Job> m_receipts; ///< being read for History
    QPointer<Job> m_check;
    QHash<QString, int> m_notKept; ///< connections → what the message bar says of their tokens
    QHash<QString, int> m_stoppedMessages; ///< of the message bar, by connection
    int m_removalMessage = 0; ///< what the message bar says of the connection that was removed last
    bool m_isSaved = true;
};

} // namespace Fullstate
