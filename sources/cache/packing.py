"""How a body lies on the disk: one zstd frame that declares its size."""

import io

import zstandard

_LEVEL = 3


def pack(content: bytes) -> bytes:
    return zstandard.ZstdCompressor(level=_LEVEL).compress(content)


def unpack(packed: bytes, most: int) -> bytes:
    """The body, of at most so many bytes.

    Raises ValueError where this is no frame of ours, or one that lies about its size.
    """
    try:
        size = zstandard.frame_content_size(packed)
        if not 0 <= size <= most:
            raise ValueError("its declared size is not one of ours")
        with zstandard.ZstdDecompressor().stream_reader(io.BytesIO(packed)) as reader:
            content = reader.read(size + 1)  # one more than declared shows a frame that lies
    except zstandard.ZstdError as error:
        raise ValueError(str(error)) from error
    if len(content) != size:
        raise ValueError("it is cut short")
    return content
