// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/push/severalmodel.h"
#include "app/push/severalplan.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;
class QRadioButton;
class QSortFilterProxyModel;

namespace Fullstate {

/// The first step of a push to several: which customers, and how the draft meets what each holds.
class ChoosePage final : public QWidget
{
    Q_OBJECT

public:
    ChoosePage(const QString &source, std::vector<SeveralTarget> targets, QWidget *parent = nullptr);

    std::vector<SeveralTarget> chosen() const { return m_model->chosen(); }
    SeveralMode mode() const;

Q_SIGNALS:
    void chosenChanged();

private:
    QWidget *buildRule(const QString &source);
    QWidget *buildFilter();
    void chooseShown(bool isChosen);
    void followChosen();

    SeveralModel *m_model;
    QSortFilterProxyModel *m_shown;
    QRadioButton *m_update;
    QRadioButton *m_replace;
    QLineEdit *m_filter;
    QLabel *m_count;
};

} // namespace Fullstate
