"""NPY and NPZ files: arrays of numbers or texts, never pickles, and never larger than the file is."""

from __future__ import annotations

import io
import math
import os
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from numpy.lib import format as npy
from numpy.typing import NDArray

from .display_text import printable
from .memory import require_memory
from .recognize import refused_format
from .source import CHUNK, Cancelled, DataError, Source

_PREFIX = 10  # magic string, version, and the first two bytes of the header's length
_NUMBERS_AND_TEXTS = "fiubUS"
_LOCAL_HEADER = 30  # bytes of a ZIP member's own header; the last four are the lengths of name and extra
_ENCRYPTED = 1


class ArrayHeader(NamedTuple):
    """The header of an NPY file: type, shape and order of the array."""

    shape: tuple[int, ...]
    fortran: bool
    dtype: np.dtype[Any]

    @property
    def size(self) -> int:
        """The bytes of the array."""
        return math.prod(self.shape) * self.dtype.itemsize


def read_npy(source: Source) -> NDArray[Any]:
    """The array of an NPY file or pipe."""
    stream = _SourceStream(source)
    limit = None if source.total is None else source.total
    return read_array(stream, limit, source.error)


def read_npz(source: Source) -> dict[str, NDArray[Any]]:
    """The arrays of an NPZ file or pipe, by their names."""
    stream: Any = _SourceStream(source, seekable=True) if source.is_regular else io.BytesIO(source.read())
    try:
        with zipfile.ZipFile(stream) as archive:
            return _members(archive, source)
    except (DataError, Cancelled, MemoryError):
        raise
    except Exception as error:  # a damaged archive fails in many ways: BadZipFile, zlib.error, KeyError …
        raise source.error(f"the NPZ file is damaged or truncated: {printable(str(error))}") from None


def _members(archive: zipfile.ZipFile, source: Source) -> dict[str, NDArray[Any]]:
    names = archive.namelist()
    if any(name.endswith("data.pkl") for name in names):
        raise refused_format(source, "a PyTorch file (.pt)")
    arrays = {}
    for info in archive.infolist():
        if not info.filename.endswith(".npy"):
            continue
        name = printable(info.filename.removesuffix(".npy"))

        def error(what: str, name: str = name) -> DataError:
            return source.error(f"{name}: {what}")

        with _open_member(archive, info, source) as member:
            arrays[name] = read_array(member, info.file_size, error)
    if not arrays:
        raise source.error("there is no array in this ZIP file")
    return arrays


def _open_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, source: Source) -> Any:
    """A member as a stream of bytes; straight from the file where it is stored as it is."""
    if info.compress_type != zipfile.ZIP_STORED or info.flag_bits & _ENCRYPTED or not source.is_regular:
        return archive.open(info)
    header = bytearray(_LOCAL_HEADER)
    _fill(_SourceStream(source, seekable=True, position=info.header_offset), memoryview(header))
    name_and_extra = sum(struct.unpack_from("<HH", header, _LOCAL_HEADER - 4))
    start = info.header_offset + _LOCAL_HEADER + name_and_extra
    return _StoredMember(_SourceStream(source, seekable=True, position=start), info)


def read_array(stream: Any, limit: int | None, error: Callable[[str], DataError]) -> NDArray[Any]:
    """One array in NPY format, from a stream of at most `limit` bytes (None: not known).

    Raises:
        DataError: made by `error`, for objects, structures, complex numbers, more than two dimensions, a
            damaged or truncated file, or one that is larger than the free memory.
    """
    header = _header(stream, error)
    if header.dtype.kind not in _NUMBERS_AND_TEXTS or header.dtype.itemsize == 0:
        kinds = {"O": "object (a pickle)", "c": "complex", "V": "structured"}
        kind = kinds.get(header.dtype.kind, str(header.dtype))
        raise error(f"the type {kind} is not read: float16, float32 or float64 is; {str(header.dtype)[:40]}")
    if len(header.shape) not in (1, 2):
        raise error(f"the array has shape {header.shape}: (N, K) is read, or (N,)")
    if limit is not None and header.size > limit:
        raise error(
            f"the file is truncated: shape {header.shape} of {header.dtype} needs {header.size:,} bytes, "
            f"the file has {limit:,}"
        )
    require_memory(header.size, error)
    data = np.empty(header.size, np.uint8)
    filled = _fill(stream, memoryview(data.data))
    if filled < header.size:
        raise error(
            f"the file is truncated: {header.size:,} bytes of data are promised, {filled:,} are there"
        )
    order = "F" if header.fortran else "C"
    return data.view(header.dtype).reshape(header.shape, order=order)  # type: ignore[call-overload, no-any-return]


def _header(stream: Any, error: Callable[[str], DataError]) -> ArrayHeader:
    try:
        version = npy.read_magic(stream)
        read = npy.read_array_header_1_0 if version == (1, 0) else npy.read_array_header_2_0
        shape, fortran, dtype = read(stream)
    except DataError:
        raise
    except Exception as fault:  # the header is parsed as Python literals, which can fail in many ways
        raise error(f"the NPY header is damaged or truncated: {printable(str(fault))[:80]}") from None
    if any(length < 0 for length in shape):
        raise error(f"the array has shape {shape}")
    return ArrayHeader(shape, fortran, dtype)


def _fill(stream: Any, buffer: memoryview) -> int:
    filled = 0
    while filled < len(buffer):
        count = stream.readinto(buffer[filled : filled + CHUNK])
        if not count:
            break
        filled += count
    return filled


class _SourceStream(io.RawIOBase):
    """A source as a binary stream; `seekable` for a regular file, read from its beginning."""

    def __init__(self, source: Source, seekable: bool = False, position: int = 0) -> None:
        self._source, self._seekable = source, seekable
        self._position = position

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._seekable

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._position, os.SEEK_END: self._source.total or 0}[whence]
        self._position = max(0, base + offset)
        return self._position

    def tell(self) -> int:
        return self._position

    def readinto(self, buffer: Any) -> int:
        view = memoryview(buffer).cast("B")
        if not self._seekable:
            return self._source.read_into(view)
        count = self._source.read_at(view, self._position)
        self._position += count
        return count


class _StoredMember(io.RawIOBase):
    """A member of a ZIP file that is stored as it is. Its checksum is compared at its end.

    `zipfile` copies each piece twice on the way.
    """

    def __init__(self, stream: _SourceStream, info: zipfile.ZipInfo) -> None:
        self._stream, self._info = stream, info
        self._left, self._checksum = info.file_size, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        view = memoryview(buffer).cast("B")[: self._left]
        count = self._stream.readinto(view)
        self._left -= count
        self._checksum = zlib.crc32(view[:count], self._checksum)
        if count and not self._left and self._checksum != self._info.CRC:
            raise zipfile.BadZipFile(f"the checksum of {self._info.filename} is wrong")
        return count
