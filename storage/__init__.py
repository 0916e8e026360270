"""What must survive a restart: articles, readers, follows, deliveries. Knows neither Telegram nor text analysis."""
