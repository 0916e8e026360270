"""Rows as the rest of the program sees them: plain frozen dataclasses, times in UTC and aware."""

from __future__ import annotations

from storage.records.admins import AuditRecord, BanRecord, RoleRecord
from storage.records.articles import (
    FIRST_ARTICLE,
    AnalysisRecord,
    ArticleRecord,
    Edit,
    FingerprintRecord,
    Headline,
    NewArticle,
    OutletRecord,
    PlacementRecord,
)
from storage.records.deliveries import BroadcastRecord, DeliveryRecord, FanoutRecord, NoticeRecord, Shown, UpdateRecord
from storage.records.feeds import FeedRecord, FeedSuccess, NewFeed, WaitingEntry
from storage.records.quotes import QuotationRecord, QuoteRecord
from storage.records.readers import QuestionRecord, ReaderRecord, SavedRecord, Tally, VoteRecord, WishRecord
from storage.records.topics import FollowRecord, ScheduleRecord, TopicRecord

__all__ = [
    "FIRST_ARTICLE",
    "AnalysisRecord",
    "ArticleRecord",
    "AuditRecord",
    "BanRecord",
    "BroadcastRecord",
    "DeliveryRecord",
    "Edit",
    "FanoutRecord",
    "FeedRecord",
    "FeedSuccess",
    "FingerprintRecord",
    "FollowRecord",
    "Headline",
    "NewArticle",
    "NewFeed",
    "NoticeRecord",
    "OutletRecord",
    "PlacementRecord",
    "QuestionRecord",
    "QuotationRecord",
    "QuoteRecord",
    "ReaderRecord",
    "RoleRecord",
    "SavedRecord",
    "ScheduleRecord",
    "Shown",
    "Tally",
    "TopicRecord",
    "UpdateRecord",
    "VoteRecord",
    "WaitingEntry",
    "WishRecord",
]
