// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/job.h"
#include "app/schema/problem.h"
#include "ui/common/messagebar.h"

#include <QHash>
#include <QMainWindow>
#include <QPointer>

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
class ProblemsPane;
class ResourceSetPage;
class Services;
class StatusLine;
class UploadsPane;

/// Places the parts and connects them with the actions. What the parts do is theirs.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(Services &services, QWidget *parent = nullptr);
    /// What every window of the program needs and takes long to find, whoever waits for something else:
    /// fonts.
    static void prepare();
    ~MainWindow() override;

    /// Starts the practice tenant if it is not running, and opens its first resource set.
    void openPracticeTenant();
    void openSet(const QString &setId); ///< unknown: none

protected:
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void buildParts();
    void buildMenus();
    void buildToolBar();
    void fillColumnsMenu();
    void connectParts();
    void connectActions();
    void connectTree();
    void connectConnectionPage();
    void connectTokens();
    void connectWorkspace();
    void restoreState();

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
    ConnectionCheck *makeCheck(const Connection &connection, QObject *owner);
    void checkConnection(const QString &connectionId);
    void checkAllConnections();
    void signInAgain(const QString &connectionId);
    void sayTokenFailed(const QString &connectionId, const Error &error);
    std::vector<MessageBar::Offer> offersFor(const QString &connectionId);
    void removeConnection(const QString &connectionId);
    void saySecretNotRemoved(const Error &error);
    void revokeAndRemove(const Connection &connection);
    void importCsv(const QString &fileName = {});
    void changeScope();
    void exportCsv();
    void reviewPush();
    void pushToSeveral();
    void discardDraft();
    void openReceipt(const QString &receiptId);
    void addUploadsPane();
    void uploadEvidence();

    Services &m_services;
    Actions *m_actions;
    MessageBar *m_messages;
    ConnectionTree *m_tree;
    QSplitter *m_across;
    QSplitter *m_down;
    QStackedWidget *m_pages;
    EmptyPage *m_welcome;
    EmptyPage *m_choose;
    ConnectionPage *m_connectionPage;
    ResourceSetPage *m_setPage;
    BottomPanel *m_bottom;
    ProblemsPane *m_problems;
    HistoryModel *m_history;
    UploadsPane *m_uploads;
    StatusLine *m_status;
    QMenu *m_columns = nullptr;
    QPointer<Job> m_receipts; ///< being read for History
    QPointer<Job> m_check;
    QHash<QString, int> m_notKept; ///< connections → what the message bar says of their tokens
    int m_removalMessage = 0; ///< what the message bar says of the connection that was removed last
    bool m_isSaved = true;
};

} // namespace Fullstate
