"""What people are told where whole sets cannot be matched."""

MISSING_EXTRA = (
    "这台服务器没有装批量核查要用的软件包。请管理员在服务器上运行 pip install “nuocheng[batch]”，再重新启动"
)
