"""An offline public-inquiry assistant and report desk for a county government (县级政务咨询与年报助手)."""

__version__ = "0.1.0"
