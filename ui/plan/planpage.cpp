// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plan/planpage.h"

#include "app/plan/planfilter.h"
#include "app/plan/planmodel.h"
#include "ui/common/plandelegate.h"
#include "ui/common/recordtable.h"
#include "ui/plan/changedialog.h"
#include "ui/plan/guardpanel.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>

namespace Fullstate {

namespace {

constexpr size_t ListedProblems = 500;
constexpr qsizetype ListedNews = 8;

QString number(qint64 value)
{
    return QLocale().toString(value);
}

QLabel *plainLabel(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

QString describePush(const Plan &plan)
{
    QStringList parts;
    if (plan.deletes > 0)
        parts.append(PlanPage::tr("delete %1").arg(number(plan.deletes)));
    if (plan.comeBacks > 0)
        parts.append(PlanPage::tr("bring back %1").arg(number(plan.comeBacks)));
    if (plan.adds > 0)
        parts.append(PlanPage::tr("add %1").arg(number(plan.adds)));
    if (plan.edits > 0)
        parts.append(PlanPage::tr("change %1").arg(number(plan.edits)));
    return parts.join(QLatin1String(", "));
}

PlanPage::PlanPage(const ResourceType &type, QWidget *parent)
    : QWidget(parent)
    , m_type(type)
    , m_model(new PlanModel(this))
    , m_shown(new PlanFilter(this))
    , m_counts(new QHBoxLayout)
    , m_news(plainLabel({}, this))
    , m_guard(new GuardPanel(this))
    , m_problemsLabel(new QLabel(tr("P&roblems (Enter leads to the cell):"), this))
    , m_problemList(new QListWidget(this))
    , m_actions(new QComboBox(this))
    , m_filter(new QLineEdit(this))
    , m_hidden(new QLabel(this))
    , m_table(nullptr)
{
    m_shown->setSourceModel(m_model);
    m_shown->setFilterKeyColumn(-1);
    m_shown->setFilterCaseSensitivity(Qt::CaseInsensitive);
    new QVBoxLayout(this);
    layout()->setContentsMargins(0, 0, 0, 0);
    buildHead();
    buildFilter();
    buildTable();
}

void PlanPage::buildHead()
{
    auto *column = static_cast<QVBoxLayout *>(layout());
    m_news->setObjectName(QStringLiteral("news"));
    m_news->setWordWrap(true);
    m_problemList->setObjectName(QStringLiteral("problems"));
    m_problemList->setAccessibleName(tr("Problems"));
    m_problemList->setWordWrap(true);
    m_problemsLabel->setBuddy(m_problemList);
    m_counts->setSpacing(18);
    column->addWidget(m_news);
    column->addLayout(m_counts);
    column->addWidget(m_guard);
    column->addWidget(m_problemsLabel);
    column->addWidget(m_problemList);
    connect(m_problemList, &QListWidget::itemActivated, this, [this](const QListWidgetItem *item) {
        const auto row = static_cast<size_t>(m_problemList->row(item));
        if (row < m_problems.size())
            Q_EMIT problemActivated(m_problems[row]);
    });
}

void PlanPage::buildFilter()
{
    m_actions->setObjectName(QStringLiteral("actions"));
    m_actions->setAccessibleName(tr("Show"));
    m_filter->setObjectName(QStringLiteral("planFilter"));
    m_filter->setAccessibleName(tr("Filter"));
    m_filter->setPlaceholderText(tr("Text in any column"));
    m_filter->setClearButtonEnabled(true);
    auto *showLabel = new QLabel(tr("&Show"), this);
    showLabel->setBuddy(m_actions);
    auto *filterLabel = new QLabel(tr("Fil&ter"), this);
    filterLabel->setBuddy(m_filter);
    auto *row = new QHBoxLayout;
    row->addWidget(showLabel);
    row->addWidget(m_actions);
    row->addWidget(filterLabel);
    row->addWidget(m_filter, 1);
    row->addWidget(m_hidden);
    m_hidden->hide();
    static_cast<QVBoxLayout *>(layout())->addLayout(row);
    const auto showHidden = [this] {
        const int shown = m_shown->rowCount();
        const int all = m_model->rowCount();
        m_hidden->setVisible(shown != all);
        m_hidden->setText(shown == all
                              ? QString()
                              : tr("%1 of %2 rows shown; a push sends all").arg(number(shown), number(all)));
    };
    connect(m_actions, &QComboBox::currentIndexChanged, this, [this, showHidden] {
        const QVariant action = m_actions->currentData();
        m_shown->setAction(action.isValid()
                               ? std::optional(static_cast<PlannedChange::Action>(action.toInt()))
                               : std::nullopt);
        showHidden();
    });
    connect(m_filter, &QLineEdit::textChanged, this, [this, showHidden](const QString &text) {
        m_shown->setFilterFixedString(text);
        showHidden();
    });
}

void PlanPage::buildTable()
{
    m_table = createRecordTable(tr("Plan"), m_shown, this);
    m_table->setObjectName(QStringLiteral("plan"));
    m_table->setItemDelegate(new PlanDelegate(m_table));
    setColumnWidths(*m_table, {15, 20, 22, 18, 30});
    static_cast<QVBoxLayout *>(layout())->addWidget(m_table, 1);
    connect(m_table, &QTableView::activated, this, &PlanPage::showChange);
}

void PlanPage::setReview(const Review &review, const std::vector<ReviewFlow::News> &news)
{
    m_model->setPlan(review.plan, m_type);
    fillActions(review.plan);
    showCounts(review.plan);
    showNews(news);
    m_guard->setGuard(review.guard, review.plan);
    showProblems(review.problems);
    if (m_shown->rowCount() > 0)
        m_table->setCurrentIndex(m_shown->index(0, 0));
}

void PlanPage::showCounts(const Plan &plan)
{
    while (const QLayoutItem *item = m_counts->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const auto add = [this](const QString &text, bool isStrong) {
        QLabel *label = plainLabel(text, this);
        label->setObjectName(QStringLiteral("count"));
        QFont font = label->font();
        font.setBold(isStrong);
        label->setFont(font);
        m_counts->addWidget(label);
    };
    add(tr("Deletes %1").arg(number(plan.deletes)), plan.deletes > 0);
    add(tr("Comes back %1").arg(number(plan.comeBacks)), plan.comeBacks > 0);
    add(tr("Changes %1").arg(number(plan.edits)), plan.edits > 0);
    add(tr("Adds %1").arg(number(plan.adds)), plan.adds > 0);
    add(tr("Unchanged %1").arg(number(plan.unchanged)), false);
    m_counts->addStretch();
    add(tr("%1 of %2 resources").arg(number(plan.wanted), number(MaxResources)), false);
    const double megabytes = static_cast<double>(plan.body.size()) * 10 / static_cast<double>(MaxBodyBytes);
    add(tr("%1 of 10 MB").arg(QLocale().toString(megabytes, 'f', 2)), false);
    static_cast<QLabel *>(m_counts->itemAt(m_counts->count() - 1)->widget())
        ->setToolTip(tr("%1 of %2 bytes").arg(number(plan.body.size()), number(MaxBodyBytes)));
}

void PlanPage::showNews(const std::vector<ReviewFlow::News> &news)
{
    QStringList lines;
    for (const ReviewFlow::News &each : news) {
        lines.append(each.heading);
        const QStringList listed = each.lines.mid(0, ListedNews);
        for (const QString &line : listed)
            lines.append(QStringLiteral("• ") % withVisibleControls(line));
        if (each.lines.size() > ListedNews)
            lines.append(tr("and %1 more").arg(number(each.lines.size() - ListedNews)));
    }
    m_news->setText(lines.join(u'\n'));
    m_news->setVisible(!lines.isEmpty());
}

void PlanPage::showProblems(const std::vector<Problem> &problems)
{
    m_problems = problems;
    m_problemList->clear();
    m_problemList->setVisible(!problems.empty());
    m_problemsLabel->setVisible(!problems.empty());
    const int lines = static_cast<int>(std::clamp<size_t>(problems.size(), 2, 6));
    m_problemList->setFixedHeight((m_problemList->fontMetrics().lineSpacing() + 2) * lines + 8);
    for (size_t i = 0; i < problems.size() && i < ListedProblems; ++i) {
        const Problem &problem = problems[i];
        QStringList place;
        for (const QString &part : {problem.uniqueId, problem.field}) {
            if (!part.isEmpty())
                place.append(part);
        }
        m_problemList->addItem(place.isEmpty()
                                   ? problem.message
                                   : tr("%1: %2").arg(place.join(QLatin1String(", ")), problem.message));
    }
    if (problems.size() > ListedProblems)
        m_problemList->addItem(
            tr("and %1 more").arg(number(static_cast<qint64>(problems.size() - ListedProblems))));
}

void PlanPage::fillActions(const Plan &plan)
{
    using Action = PlannedChange::Action;
    m_filter->clear();
    m_actions->clear();
    m_actions->addItem(tr("All %1").arg(number(static_cast<qint64>(plan.changes.size()))));
    for (const auto &[action, count] : {std::pair(Action::Delete, plan.deletes),
                                        {Action::ComeBack, plan.comeBacks},
                                        {Action::Change, plan.edits},
                                        {Action::Add, plan.adds}}) {
        if (count > 0)
            m_actions->addItem(tr("%1 %2").arg(actionText(action), number(count)), static_cast<int>(action));
    }
}

void PlanPage::showChange(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    auto *dialog = new ChangeDialog(m_model->changeAt(m_shown->mapToSource(index).row()), m_type, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace Fullstate
