// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMainWindow>

class QSettings;

namespace Fullstate {

class Actions;
class StatusLine;

/// What everything is in: menus, tool bar and status bar. Painted before the rest of the program is loaded.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(QSettings &settings, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Shows it. Returns once it is painted; other events than the user's are processed.
    void showFrame();
    /// Its menus and bars, the first time.
    void build();

    // Once it is built; they live as long as the window.
    Actions &actions() { return *m_actions; }
    StatusLine &statusLine() { return *m_status; }
    QMenu &columnsMenu() { return *m_columns; } ///< filled by whoever knows the columns

Q_SIGNALS:
    void painted();

protected:
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void buildMenus();
    void buildToolBar();

    QSettings &m_settings;
    Actions *m_actions;
    StatusLine *m_status = nullptr;
    QMenu *m_columns = nullptr;
};

} // namespace Fullstate
